import type { QuotaProfile } from './quota-profile';

/** Levels of the Pod Security Standards. */
export enum PodSecurityLevel {
  /** No restriction. */
  PRIVILEGED = 'privileged',
  /** No known way to gain more rights: no host namespaces, no added capabilities beyond the usual ones. */
  BASELINE = 'baseline',
  /** Hardened: not as root, no capabilities. */
  RESTRICTED = 'restricted',
}

/** What the API server does with pods of a namespace that do not keep to a level. */
export interface PodSecurity {
  /**
   * Pods below this level are refused.
   * @default - the cluster's own default
   */
  readonly enforce?: PodSecurityLevel;

  /**
   * Pods below this level are noted in the audit log.
   * @default - the cluster's own default
   */
  readonly audit?: PodSecurityLevel;

  /**
   * Who makes pods below this level is warned.
   * @default - the cluster's own default
   */
  readonly warn?: PodSecurityLevel;
}

/** A LimitRange for containers: what a container gets that says nothing, and the most it may ask. */
export interface ContainerLimits {
  /** Cores of a container that sets no limit. */
  readonly cpu: string;

  /** Memory of a container that sets no limit. */
  readonly memory: string;

  /**
   * Cores that are kept free for a container that requests none.
   * @default - as many as its limit
   */
  readonly requestCpu?: string;

  /**
   * Memory that is kept free for a container that requests none.
   * @default - as much as its limit
   */
  readonly requestMemory?: string;

  /**
   * The most cores of one container.
   * @default - the quota alone decides
   */
  readonly maxCpu?: string;

  /**
   * The most memory of one container.
   * @default - the quota alone decides
   */
  readonly maxMemory?: string;
}

/**
 * A NetworkPolicy that denies everything but traffic inside the namespace and name resolution (port 53 of `kube-system`).
 * It also cuts off what comes in by a NodePort or an Ingress, unless its origin is named here.
 */
export interface NetworkIsolation {
  /**
   * Addresses that may reach the pods, as "10.1.0.0/16": the network that students log in from.
   * @default - none
   */
  readonly ingressCidrs?: string[];

  /**
   * Namespaces whose pods may reach the pods, such as that of the ingress controller.
   * @default - none
   */
  readonly ingressNamespaces?: string[];

  /**
   * Addresses that the pods may reach, such as a mirror of packages or a node-local DNS cache.
   * @default - none
   */
  readonly egressCidrs?: string[];
}

/** What students of one profile have in common in their namespaces. */
export interface NamespaceOptions {
  /**
   * Ceiling for everything the student runs at once.
   * @default QuotaProfile.student()
   */
  readonly quota?: QuotaProfile;

  /**
   * Limits for each container.
   * @default - no LimitRange
   */
  readonly limits?: ContainerLimits;

  /**
   * Isolation of the network.
   * @default - no NetworkPolicy
   */
  readonly isolation?: NetworkIsolation;

  /**
   * Pod security labels of the namespace.
   * @default - no such labels
   */
  readonly podSecurity?: PodSecurity;
}
