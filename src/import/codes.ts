import type { Codes } from 'cdk8s-gpulab/lib/core/catalogue';
import { KUBEKEY_IMPORT_CODES } from './kubekey/codes';

/** What stops an import. */
const WRONG: Codes = {
  GPULAB4201: {
    title: 'a path that leads to no file',
    cause: 'There is no such file or folder, or the folder holds no file whose name ends in .yaml or .yml.',
    remedy: 'Mend the path; it is relative to the working directory.',
  },
  GPULAB4202: {
    title: 'two imported files would become one release',
    cause:
      'Jobs are named after their files and the folders that these are in, and the names of these two give the same.',
    remedy: 'Rename one of them, give the folder above them, or import them into two output folders.',
  },
  GPULAB4203: {
    title: 'a value has another type than its key',
    cause:
      'YAML reads 2023 as a number, 1.10 as the number 1.1 and no as false. The old charts printed what was read without ' +
      'quotes, and the API server refused it.',
    remedy: 'Put text in quotes, and take numbers out of them, as the hint says.',
  },
  GPULAB4204: {
    title: 'a switch holds a text that counted as on',
    cause: 'For the old charts every text that is not empty was on, also "False" in quotes.',
    remedy: 'Write true or false without quotes, whichever is meant.',
  },
  GPULAB4205: {
    title: 'the namespace is missing or "default"',
    cause: 'Without NameSpace the old charts took the namespace "default", in which no student has claims.',
    remedy: 'Give NameSpace the login name of the student.',
  },
  GPULAB4206: {
    title: 'the namespace is not that of a student of the roster',
    cause: 'The name is misspelt, or the student has left.',
    remedy: 'Mend NameSpace, add the student to the roster, or leave the file out.',
  },
  GPULAB4207: {
    title: 'a command is not a list of texts',
    cause: 'Command and Args hold a YAML list of texts on one line. The API server refuses anything else.',
    remedy: 'Write a list, as ["python", "train.py"], with each word in quotes.',
  },
  GPULAB4208: {
    title: 'the chart student-workload of a program is none of ours',
    cause: 'The import asks its StudentWorkloadChart what the site has; the chart of that name is of another class.',
    remedy: 'Make it a StudentWorkloadChart, or do without --app to import for the chart of gpulab.',
  },
};

/** What stops an import of endpoints. */
const WRONG_ENDPOINTS: Codes = {
  GPULAB4209: {
    title: 'a node has no name that a host can have',
    cause: 'A host name is made of small letters, digits, dashes and dots; of this one nothing is left.',
    remedy: 'Give the node a name in the export.',
  },
  GPULAB4210: {
    title: 'a file is no export of nodes',
    cause: 'It is neither JSON with a list of nodes nor CSV whose header names the fields.',
    remedy: 'Save the answer of getComputeNodeList, or a CSV whose header has a column name.',
  },
  GPULAB4217: {
    title: 'an import would write over another file',
    cause:
      'There is a file of that name with other content, which no import wrote or somebody has changed since. Nothing was written.',
    remedy: 'Name another file or folder with -o or --certs, or move the old one away.',
  },
};

/** What is taken over in another form. */
const CHANGED: Codes = {
  GPULAB4211: {
    title: 'a value is written in a plainer way',
    cause: 'It was an octal number, a number or switch in quotes, or a word such as yes. It means the same.',
    remedy: 'Nothing; look at the number if it has leading zeros.',
  },
  GPULAB4212: {
    title: 'a zero that meant the default',
    cause: 'The old charts could not tell 0 from "not given". Ours can, so that what was meant is written.',
    remedy: 'Nothing, unless zero replicas are meant: then write 0 into the new file. Amounts are above zero.',
  },
  GPULAB4213: {
    title: 'a list that was inside a text',
    cause: 'The old charts pasted the text of Command and Args. Now it is a list in the file itself.',
    remedy: 'Nothing.',
  },
  GPULAB4214: {
    title: 'a list that used to become one word',
    cause:
      'The old charts printed a real list without commas: [python train.py] is one word, and no such program exists.',
    remedy: 'Nothing; the job now runs what the list says.',
  },
  GPULAB4215: {
    title: 'an image moves to another registry',
    cause:
      'The command was called with --registry. Of a job that names no image it is the default of the chart that moves.',
    remedy: 'See to it that the new registry has the image.',
  },
  GPULAB4218: {
    title: 'a name of a file that no release can have',
    cause:
      'A job is named after its file and the folders that it is in. Releases and what Kubernetes names after them have small ' +
      'letters, digits and dashes. Where such a name can be made, the clean file has it; else nothing is written.',
    remedy: 'Nothing if the new name will do; else rename the file.',
  },
};

/** What is taken over from exports of nodes in another form. */
const CHANGED_ENDPOINTS: Codes = {
  GPULAB4216: {
    title: 'a name is written as hosts and labels have it',
    cause: 'Host names have small letters, digits and dashes; labels have no blanks.',
    remedy: 'Nothing, unless others know the node by the old name.',
  },
};

/** What is left out. */
const DROPPED: Codes = {
  GPULAB4219: {
    title: 'a --registry without an image',
    cause: 'OLD is misspelt, or no file has an image below it. Short names, as ubuntu, are of docker.io.',
    remedy: 'Mend OLD, or leave the option out. The hint has the registries that the images are of.',
  },
  GPULAB4221: {
    title: 'a key that no chart reads',
    cause: 'The old charts ignored it in silence, so it never had an effect.',
    remedy: 'Nothing, if the job ran as it should. Else use the key of the hint in the new file.',
  },
  GPULAB4222: {
    title: 'a key of the admin charts',
    cause: 'The mail of a student stands in the roster; jobs do not need it.',
    remedy: 'Nothing; see to it that the student is in the roster.',
  },
  GPULAB4223: {
    title: 'an empty value',
    cause: 'Nothing, an empty text, or port 0 counted as "not given". So does leaving the key out.',
    remedy: 'Nothing.',
  },
  GPULAB4224: {
    title: 'a key without effect',
    cause: 'It is read only together with another key, which is not given or is off.',
    remedy: 'Nothing, if the job ran as it should. Else give the other key in the new file.',
  },
};

/** What is left out of exports of nodes. */
const DROPPED_ENDPOINTS: Codes = {
  GPULAB4225: {
    title: 'a field that the inventory does not have',
    cause: 'The inventory says what is counted, set up and checked; the message says where else the field belongs.',
    remedy: 'Nothing, or what the message says.',
  },
  GPULAB4226: {
    title: 'a secret of an export',
    cause: 'The old system exports passwords and keys as clear text. An inventory is read by many, so it names files.',
    remedy: 'Save certificates and keys where the inventory names them (--certs DIR does), and delete the export.',
  },
};

/** Codes of `gpulab import`: 42xx. */
export const IMPORT_CODES: Codes = {
  ...WRONG,
  ...WRONG_ENDPOINTS,
  ...CHANGED,
  ...CHANGED_ENDPOINTS,
  ...DROPPED,
  ...DROPPED_ENDPOINTS,
  ...KUBEKEY_IMPORT_CODES,
};
