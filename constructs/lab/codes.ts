import type { Codes } from '../core/catalogue';

/** Codes of rosters: 20xx. */
const ROSTER_CODES: Codes = {
  GPULAB2001: {
    title: 'the roster cannot be read',
    cause: 'There is no such file, it is a folder, this user may not read it, or it is not UTF-8 text.',
    remedy: 'Mend the path (relative to the folder of cdk8s.yaml), the permissions, or save the file as UTF-8.',
  },
  GPULAB2002: {
    title: 'a quote in the roster goes wrong',
    cause:
      'A quoted field is not closed, has text behind its closing quote, or a quote stands inside a field without quotes.',
    remedy:
      'Put the whole field in quotes and double the quotes inside it, or use none. No field of a roster needs them.',
  },
  GPULAB2003: {
    title: 'the header of the roster lacks a column, has it twice, or does not begin with uid',
    cause:
      'By the word uid in the first field a header is known; columns go by name, and no row can be read without all four.',
    remedy: 'Name uid first, and mail, uidNumber and gidNumber once each, or remove the header.',
  },
  GPULAB2004: {
    title: 'a column of the roster is unknown',
    cause: 'Nothing reads it. A misspelt "profile" would give every student the default profile.',
    remedy: 'Mend the name, or acknowledge the warning.',
  },
  GPULAB2005: {
    title: 'a row of the roster has too few columns',
    cause: 'Without uid, mail, uidNumber and gidNumber no account can be made.',
    remedy: 'Complete the row. Columns are separated by commas.',
  },
  GPULAB2006: {
    title: 'rows of the roster have more columns than are read',
    cause: 'Most often a comma inside a field, which moves everything behind it by one column.',
    remedy: 'Put such a field in quotes, give the roster a header, or remove the columns.',
  },
  GPULAB2007: {
    title: 'the roster has no students',
    cause: 'The file is empty, or has a header and nothing else: it may have been cut off, or not filled yet.',
    remedy: 'Mend the file. A lab without students is legal, and removes the manifests of all who were in it.',
  },
  GPULAB2010: {
    title: 'a uid is not a DNS label',
    cause: 'The uid becomes the namespace. The API server takes lower-case letters, digits and "-" in between only.',
    remedy: 'Give another uid.',
  },
  GPULAB2011: {
    title: 'a uid is too long',
    cause: 'The uid becomes the namespace, which may have 63 characters.',
    remedy: 'Shorten it. Names of jobs are made of it, too: 20 characters leave room for most of them.',
  },
  GPULAB2012: {
    title: 'a uid is a reserved namespace',
    cause:
      'default, kube-* and the namespaces that the site reserves belong to system services: the student would own them.',
    remedy: 'Give another uid.',
  },
  GPULAB2013: {
    title: 'a uid has digits only',
    cause:
      'It is a legal namespace, but names that begin with it are not legal for Services, and YAML takes it for a number.',
    remedy:
      'Put a letter in front, or give workloads a deployName. Acknowledge the warning if student numbers are what you use.',
  },
  GPULAB2014: {
    title: 'a uid has a "-"',
    cause: 'Scripts that cut the user out of a kubeconfig context such as wang-lab stop at the first "-".',
    remedy: 'Give a uid without it, or acknowledge the warning if no such script is used.',
  },
  GPULAB2020: {
    title: 'a mail is not an address',
    cause:
      'It is the user name that role bindings are made for: nobody could log in as it. Shell signs in it are refused.',
    remedy: 'Give one address of the form name@host.',
  },
  GPULAB2021: {
    title: 'a number of a user or group is none',
    cause: 'Storage servers know files by it. 0 is root, and numbers have 31 bits.',
    remedy: 'Give a whole number from 1 to 2147483647.',
  },
  GPULAB2030: {
    title: 'two rows share a uid, a mail or a uidNumber',
    cause: 'They would be one namespace, one login, or owners of the same files.',
    remedy: 'Mend or remove one of the two rows; both places are named.',
  },
  GPULAB2040: {
    title: 'a row names a profile that the lab does not have',
    cause: 'What the student may use is not known.',
    remedy: 'Mend the name, or add the profile to the Lab.',
  },
  GPULAB2041: {
    title: 'a row names no profile and the lab has no default',
    cause: 'With several profiles it is not known which one is meant.',
    remedy: 'Name a profile in the row, or give the Lab a defaultProfile.',
  },
};

/** Codes of inventories: 21xx. */
const INVENTORY_CODES: Codes = {};

/** Codes of the props of lab constructs: 22xx. */
const PROP_CODES: Codes = {
  GPULAB2205: {
    title: 'a name that is put together becomes too long',
    cause: 'Ports of a Service, labels and containers have names of at most 63 characters, made of several parts.',
    remedy: 'Shorten one of the parts in the sum, or give the whole name (deployName, label, containerName).',
  },
  GPULAB2206: {
    title: 'a Service would have a name that is not allowed',
    cause: 'Names of Services begin with a letter, and the default name begins with the namespace.',
    remedy: 'Give a deployName that begins with a letter.',
  },
  GPULAB2207: {
    title: 'args without command',
    cause: 'Without a command a workload sleeps, and would ignore them.',
    remedy: 'Give a command as well. An empty list is the entry point of the image.',
  },
  GPULAB2208: {
    title: 'GPUs without a model',
    cause: 'The pod would land on whatever node has a free card.',
    remedy: 'Give gpuModel.',
  },
  GPULAB2209: {
    title: 'the site has no such GPU model',
    cause: 'No node has that label, so the pod would wait for ever.',
    remedy: 'Take a model of the site, or add it to gpuModels of the Site.',
  },
  GPULAB2210: {
    title: 'the site has no InfiniBand or no ingress',
    cause: 'The Site does not say how to use it.',
    remedy: 'Give infiniband or ingress to the Site, or do without it.',
  },
  GPULAB2211: {
    title: 'ingressHost without extraPort',
    cause: 'The Ingress would send requests to port 0, which the API server refuses.',
    remedy: 'Give the port that the program listens on as extraPort.',
  },
  GPULAB2212: {
    title: 'the default profile does not exist',
    cause: 'Rows that name no profile would have none.',
    remedy: 'Mend the name, or add the profile.',
  },
  GPULAB2213: {
    title: 'a starter wants a GPU model that its profile does not allow',
    cause: 'The profile says which cards its students are counted against.',
    remedy: 'Take one of those models, or add this one to gpuModels of the profile.',
  },
  GPULAB2214: {
    title: 'a starter could not run under the pod security of its profile',
    cause: 'The objects would be accepted, and then no pod would ever be made.',
    remedy: 'Enforce a lower level, or do without the starter or its InfiniBand.',
  },
  GPULAB2215: {
    title: 'a starter asks for more than a container of its profile may',
    cause: 'The LimitRange of the namespace refuses its pods.',
    remedy: 'Ask for less, or raise maxCpu or maxMemory in limits.',
  },
  GPULAB2216: {
    title: 'limits contradict each other',
    cause: 'In a LimitRange a request is at most the default limit, and that is at most the maximum.',
    remedy: 'Lower the one or raise the other.',
  },
  GPULAB2218: {
    title: 'a starter asks for more than the quota of its profile',
    cause: 'Quota admission would refuse its pods in the namespace of every student.',
    remedy: 'Ask for less in the starter, or raise the quota of the profile.',
  },
};

/** Codes of capacity: 23xx. */
const CAPACITY_CODES: Codes = {
  GPULAB2301: {
    title: 'more GPUs are promised than the lab allows',
    cause: 'The quotas of all students together are beyond maxOversubscription times the cards of the inventory.',
    remedy: 'Lower gpus in quotas, add nodes to the inventory, or raise maxOversubscription.',
  },
  GPULAB2302: {
    title: 'a profile has no ceiling on GPUs',
    cause: 'One of its students may take every card.',
    remedy: 'Give gpus to the quota of the profile.',
  },
  GPULAB2303: {
    title: 'a profile allows a GPU model that the inventory does not have',
    cause: 'The name is misspelt in one of the two, or the nodes are not there yet.',
    remedy: 'Mend the name, add the nodes, or acknowledge the warning.',
  },
  GPULAB2304: {
    title: "a student's claims do not fit in the quota",
    cause: 'The API server would refuse the last of them.',
    remedy: 'Raise storage in the quota, or make claims of the site smaller.',
  },
  GPULAB2305: {
    title: 'more storage is promised than the lab allows',
    cause: 'The claims of all students together are beyond maxStorageOversubscription times the pools of that class.',
    remedy: 'Make claims smaller, add a pool, or raise maxStorageOversubscription.',
  },
  GPULAB2306: {
    title: 'a workload wants a GPU model that the inventory does not have',
    cause: 'Its pod would wait for ever.',
    remedy: 'Take another model, or add hosts with this one.',
  },
  GPULAB2307: {
    title: 'a workload asks for more GPUs than any one node has',
    cause: 'A pod runs on one node: it would wait for ever.',
    remedy: 'Ask for fewer, or split the work over several pods.',
  },
  GPULAB2308: {
    title: 'a workload asks for more cores or memory than any one node has',
    cause: 'A pod runs on one node: it would wait for ever.',
    remedy: 'Ask for less, or take nodes that are larger.',
  },
  GPULAB2309: {
    title: 'replicas that share scratch claims do not fit on one node',
    cause: 'Scratch claims belong to one node, so all replicas run there; those that do not fit wait for ever.',
    remedy: 'Make several workloads with one replica each.',
  },
  GPULAB2310: {
    title: 'a pool of the inventory has a storage class that no claim uses',
    cause: 'The name is misspelt in one of the two: claims of the lab are not counted against this pool.',
    remedy: 'Mend the name, remove the pool, or acknowledge the warning.',
  },
};

/** Every code of the lab's constructs. */
export const LAB_CODES: Codes = { ...ROSTER_CODES, ...INVENTORY_CODES, ...PROP_CODES, ...CAPACITY_CODES };
