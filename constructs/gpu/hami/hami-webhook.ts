/** What happens to pods while HAMi's webhook does not answer. */
export enum HamiFailurePolicy {
  /** They are made without it. Sliced workloads of this library need nothing of it but the priority of a task. */
  IGNORE = 'Ignore',
  /** They are refused, those without any card too. */
  FAIL = 'Fail',
}

/** Which pods HAMi's webhook looks at. Pods and namespaces with the label `hami.io/webhook: ignore` it never does. */
export interface HamiWebhook {
  /**
   * What happens to pods while it does not answer.
   * @default HamiFailurePolicy.IGNORE
   */
  readonly failurePolicy?: HamiFailurePolicy;

  /**
   * Namespaces that it leaves alone. With FAIL, its own must be among them: its pods could not start again.
   * @default - kube-system, gpu-operator, and that of the release
   */
  readonly skipNamespaces?: string[];

  /**
   * Labels of the namespaces that it looks at.
   * @default - all namespaces
   */
  readonly namespaceLabels?: { [label: string]: string };
}

/** How HAMi is watched: by the Prometheus operator, which must be on the cluster when HAMi is installed. */
export interface HamiMonitoring {
  /**
   * Labels by which a Prometheus finds the ServiceMonitors. HAMi's chart writes them on its other objects, too.
   * @default - none
   */
  readonly labels?: { [label: string]: string };

  /**
   * Namespace of the dashboard.
   * @default - that of the release
   */
  readonly dashboardNamespace?: string;
}
