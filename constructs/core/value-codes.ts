import type { Codes } from './catalogue';

/** Codes of values and references to them: 1501 to 1529. */
const REFERENCE_CODES: Codes = {
  GPULAB1501: {
    title: 'a name that no value can have',
    cause:
      'Names of values are keys of YAML, which reads some words as booleans; "global" belongs to Helm, and k1, v1 and e1 are variables of templates.',
    remedy: 'Choose a name by the rule in the message.',
  },
  GPULAB1502: {
    title: 'a value is declared twice',
    cause:
      'Two values of one chart, or two computed texts, have the same name. One key of values.yaml can hold one of them.',
    remedy: 'Declare it once and use the reference in both places, or give one of them another name.',
  },
  GPULAB1503: {
    title: 'a value is optional and has a default',
    cause: 'A value with a default is never absent, so the field that it fills would never be left out.',
    remedy: 'Decide which of the two is meant.',
  },
  GPULAB1504: {
    title: 'a default or example that its own schema refuses',
    cause: 'Helm checks defaults, too: the chart could not be rendered without a values file.',
    remedy: 'Mend the default or the example, or widen the limits.',
  },
  GPULAB1505: {
    title: 'a required text without example',
    cause: 'The documentation, `helm lint` and the checks at synthesis need a valid text, and none can be made up.',
    remedy: 'Give an example, a default, or the texts that are allowed.',
  },
  GPULAB1506: {
    title: 'limits of a value that nothing meets, or that Helm cannot read',
    cause:
      'A minimum above the maximum, an empty list of allowed texts, or a pattern that Go (RE2) reads otherwise than JavaScript.',
    remedy: 'Mend the limits. A pattern has no lookaround, no references back and no \\u escapes.',
  },
  GPULAB1507: {
    title: 'a value that may be absent where one is needed',
    cause:
      'An optional value can fill a field, which is left out without it. A text, a condition, a loop or a sum needs something.',
    remedy: 'Say with orDefault() what counts instead, ask isSet() first, or give the value a default.',
  },
  GPULAB1508: {
    title: 'integers that may become too large',
    cause: 'Beyond 2^53 the numbers of JavaScript are not exact, and Helm would calculate something else.',
    remedy: 'Give the values a minimum and a maximum, so that the result stays within.',
  },
  GPULAB1509: {
    title: 'arithmetic or comparison with a value reference',
    cause:
      'The program runs before anybody has chosen the values. A comparison would decide once and for all, and wrongly.',
    remedy: 'Use the methods of the value (plus, lessThan, equalTo, ...) and Values.when.',
  },
  GPULAB1510: {
    title: 'a literal that no manifest can carry exactly',
    cause: 'Integers beyond 2^53, numbers that are not finite, and text with half of a character change on their way.',
    remedy:
      'Write large integers as text where the field takes it. Cut text with truncate(), which keeps characters whole.',
  },
  GPULAB1511: {
    title: 'an argument that a method of a value does not take',
    cause: 'The same method must mean the same in TypeScript and in Helm, and for any value; see the message.',
    remedy: 'Mend the argument as the message says.',
  },
  GPULAB1512: {
    title: 'a value reference was damaged by a text operation',
    cause:
      'Until rendering, the text of a value is a marker. Cut, in another case, split, quoted or encoded it means nothing any more.',
    remedy: 'Use the methods of the value: lower(), truncate(), replaceAll(), base64(), jsonText().',
  },
  GPULAB1514: {
    title: 'values in a form that Helm charts cannot carry',
    cause:
      'Helm merges no defaults into the items of a list, and a field of an item has a value only inside of a loop over the list.',
    remedy: 'Declare the value in another form, or use it inside of the loop.',
  },
  GPULAB1515: {
    title: 'objects that are repeated over two lists',
    cause: 'One template of Helm walks over one list. Two loops would need names for each pair.',
    remedy: 'Repeat over one list whose items hold what both have.',
  },
};

/** Codes of what stands in the objects of a chart: 1530 to 1559. */
const TEMPLATE_CODES: Codes = {
  GPULAB1530: {
    title: 'a value reference got lost',
    cause:
      'The object was asked for its JSON and left a reference out. The generated classes of cdk8s read lists and fields of known types item by item, and drop what they do not know.',
    remedy:
      'Use asUnion() for quantities and int-or-strings, Values.when() around whole objects, or a plain ApiObject.',
  },
  GPULAB1531: {
    title: 'a value of another chart',
    cause: 'Each chart is rendered with values of its own, so the other chart knows nothing of this value.',
    remedy: 'Declare the value on the `values` of the chart that the object is in.',
  },
  GPULAB1532: {
    title: 'a field of an item outside of its loop',
    cause: 'Which item is meant is known only inside of a loop over the list.',
    remedy: 'Use it in the template of Values.eachItem() or eachEntry(), or below what Values.repeat() repeats.',
  },
  GPULAB1533: {
    title: 'a condition or a loop where none can stand',
    cause: 'A loop makes items of a list, and a whole object exists or not by another way.',
    remedy: 'Put Values.eachItem() into a list; for whole objects use Values.onlyIf() and Values.repeat().',
  },
  GPULAB1534: {
    title: 'a spread that a map cannot take in',
    cause:
      'Which entry wins must be clear in the same way to TypeScript and to Helm, so a map takes in one map value at most.',
    remedy: 'Spread one map value, or Values.when() with maps as its branches; write everything else as fields.',
  },
  GPULAB1535: {
    title: 'a field that may be written twice',
    cause:
      'Two parts of a map give the same field under conditions that can hold together; readers of YAML take the one or the other.',
    remedy: 'Write the field once, with Values.when() as its value.',
  },
  GPULAB1536: {
    title: 'a part of a template that is no data',
    cause:
      'Null, functions and objects of classes have no form in a manifest. In a branch of Values.when() nobody turns them into one.',
    remedy: 'Give plain data: texts, numbers, booleans, lists and maps; undefined leaves a field out.',
  },
  GPULAB1537: {
    title: 'an object was put into a text',
    cause: 'The text holds what JavaScript or Python writes for an object in general. Nobody wants that in a manifest.',
    remedy: 'Use `text` of a value and jsonText() of a list or map. Conditions and loops cannot be part of a text.',
  },
  GPULAB1538: {
    title: 'a value reference where only a literal can stand',
    cause:
      'Ids of constructs are names of files, kind and API version decide how an object is read, and Helm installs CustomResourceDefinitions without rendering them.',
    remedy: 'Write a literal there.',
  },
  GPULAB1539: {
    title: 'a chart that its default values do not suffice for',
    cause:
      'Plain manifests are written with the default values. One is missing, or a demand of the chart refuses them.',
    remedy:
      'Give every value a default that is allowed, or render with a values file: gpulab render, gpulab synth --helm.',
  },
  GPULAB1540: {
    title: 'a value that nothing reads',
    cause:
      'No object, condition, loop, demand or note of the chart has it. A program that asks `if (enabled)` has decided: a reference is always true, and the value never counts.',
    remedy: 'Use Values.when() and the methods of the value, or remove the declaration.',
  },
};

/** Codes of values, and of the templates made with them. */
export const VALUE_CODES: Codes = { ...REFERENCE_CODES, ...TEMPLATE_CODES };
