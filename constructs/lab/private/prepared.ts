const TEMPLATE = Symbol('cdk8s-gpulab.template');

/** Props that carry what a `Lab` made and checked once for all students of a profile. */
export interface Prepared<Template> {
  [TEMPLATE]?: Template;
}

/** Gives a template to fresh props; copying them for each student costs more than making the namespace's quota. */
export function prepare<Props extends object, Template>(props: Props, template: Template): Props {
  (props as Prepared<Template>)[TEMPLATE] = template;
  return props;
}

/** The template that props carry. */
export function preparedOf<Template>(props: object): Template | undefined {
  return (props as Prepared<Template>)[TEMPLATE];
}
