import {
  BOOLEAN,
  type Definition,
  INT32,
  INT64,
  listOf,
  MAP,
  OPEN,
  object,
  type Schema,
  TEXT,
  TEXTS,
} from '../definition-shape';

/*
 * Kinds of the CPod operator, from their lists of fields (facts: threek.md 4.1; names and types of NascentCore/3k at 17b19cf1,
 * cpodoperator/api). `jobType` has no enum: the portal writes texts that the operator alone understands.
 */

const GROUP = 'cpod.cpod';
const PHASE = object({ phase: TEXT });
const STORAGE_STATUS = object({ phase: TEXT, size: INT64 });

const kind = (name: string, plural: string, spec: Schema, more: object = {}): Definition => ({
  group: GROUP,
  kind: name,
  plural,
  versions: [{ name: 'v1beta1', spec, ...more }],
});

const CPOD_JOB = kind(
  'CPodJob',
  'cpodjobs',
  object(
    {
      image: TEXT,
      jobType: TEXT,
      gpuRequiredPerReplica: { ...INT32, default: 0 },
      gpuType: TEXT,
      workerReplicas: INT32,
      command: TEXTS,
      args: TEXTS,
      env: listOf(object({ name: TEXT, value: TEXT, valueFrom: OPEN }, ['name'])),
      datasetName: TEXT,
      datasetPath: TEXT,
      datasetIsPublic: BOOLEAN,
      pretrainModelName: TEXT,
      pretrainModelPath: TEXT,
      pretrainModelIsPublic: BOOLEAN,
      codePath: TEXT,
      gitRepo: object({ repository: TEXT, revision: TEXT }, ['repository']),
      ckptPath: TEXT,
      ckptVolumeSize: INT32,
      modelSavePath: TEXT,
      modelSaveVolumeSize: INT32,
      uploadModel: BOOLEAN,
      duration: INT32,
      replicaSpecs: OPEN,
      backoffLimit: INT32,
    },
    ['image'],
  ),
  { columns: { Type: '.spec.jobType' } },
);

const FINE_TUNE = kind(
  'FineTune',
  'finetunes',
  object({
    model: TEXT,
    dataset: TEXT,
    datasetIsPublic: BOOLEAN,
    hyperParameters: MAP,
    config: MAP,
    upload: BOOLEAN,
    gpuCount: INT32,
    gpuProduct: TEXT,
    autoMerge: BOOLEAN,
    finetuneType: TEXT,
  }),
  { status: PHASE, columns: { Model: '.spec.model', Dataset: '.spec.dataset', Phase: '.status.phase' } },
);

const INFERENCE = kind(
  'Inference',
  'inferences',
  object({
    predictor: OPEN,
    modelId: TEXT,
    modelIsPublic: BOOLEAN,
    backend: TEXT,
    gpuCount: INT32,
    autoscalerOptions: object({ minReplicas: INT32, maxReplicas: INT32 }),
  }),
);

const JUPYTER_LAB = kind(
  'JupyterLab',
  'jupyterlabs',
  object(
    {
      image: TEXT,
      cpuCount: TEXT,
      memory: TEXT,
      gpuCount: INT32,
      gpuProduct: TEXT,
      replicas: INT32,
      dataVolumeSize: TEXT,
      models: listOf(OPEN),
      datasets: listOf(OPEN),
    },
    ['replicas'],
  ),
  { status: PHASE },
);

const LLAMA_FACTORY = kind('LlamaFactory', 'llamafactories', object({ image: TEXT, gpuCount: INT32, memory: TEXT }), {
  status: PHASE,
});

const YAML_FIELDS = ['yaml', 'appName', 'appId', 'userId', 'meta'];
const YAML_RESOURCE = kind(
  'YAMLResource',
  'yamlresources',
  object(Object.fromEntries(YAML_FIELDS.map((name) => [name, TEXT])), YAML_FIELDS),
  { status: PHASE },
);

/** The old version has two fields only, and both must be there. */
const MODEL_STORAGE: Definition = {
  group: GROUP,
  kind: 'ModelStorage',
  plural: 'modelstorages',
  versions: [
    {
      name: 'v1',
      spec: object({
        modeltype: TEXT,
        modelname: TEXT,
        pvc: TEXT,
        template: TEXT,
        converttensortrengine: BOOLEAN,
        isloraadapter: BOOLEAN,
        category: TEXT,
      }),
      status: STORAGE_STATUS,
      columns: { ModelType: '.spec.modeltype', ModelName: '.spec.modelname', Phase: '.status.phase' },
    },
    { name: 'v1beta1', spec: object({ name: TEXT, type: TEXT }), isStored: false },
  ],
};

const DATA_SET_STORAGE: Definition = {
  group: GROUP,
  kind: 'DataSetStorage',
  plural: 'datasetstorages',
  versions: [
    {
      name: 'v1',
      spec: object({ datasettype: TEXT, datasetname: TEXT, pvc: TEXT }),
      status: STORAGE_STATUS,
      columns: { DatasetType: '.spec.datasettype', DatasetName: '.spec.datasetname', Phase: '.status.phase' },
    },
  ],
};

/** All eight: the manifest of the platform has three of them, and its own operator does not start with those. */
export const CPOD_DEFINITIONS: readonly Definition[] = [
  CPOD_JOB,
  DATA_SET_STORAGE,
  FINE_TUNE,
  INFERENCE,
  JUPYTER_LAB,
  LLAMA_FACTORY,
  MODEL_STORAGE,
  YAML_RESOURCE,
];

/**
 * A kind of KServe. The manager watches it from the start, and does not start without; the definition alone, without KServe, is enough
 * for everything but inference.
 */
export const INFERENCE_SERVICE: Definition = {
  group: 'serving.kserve.io',
  kind: 'InferenceService',
  plural: 'inferenceservices',
  versions: [{ name: 'v1beta1', spec: OPEN }],
};
