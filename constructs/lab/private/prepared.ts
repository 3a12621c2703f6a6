const TEMPLATE = Symbol('cdk8s-gpulab.template');

/** Props that carry a template which a `Lab` made and checked once for all students of a profile: nobody checks it again. */
export const prepare = <Props extends object>(props: Props, template: object): Props => ({
  ...props,
  [TEMPLATE]: template,
});

/** The template that props carry. */
export const preparedOf = <Template>(props: object): Template | undefined =>
  (props as { [TEMPLATE]?: Template })[TEMPLATE];
