/** Rules of names, from the Kubernetes documentation "Object Names and IDs" and the validation of the API server. */

import { IMAGE_REFERENCE } from './image-grammar';

/** RFC 1123 label: namespaces, containers, ports of a Service. */
export const DNS_LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

/** RFC 1035 label: Services begin with a letter. */
export const SERVICE_NAME = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;

/** RFC 1123 subdomain: claims, storage classes, hosts. */
export const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

/** Host of an Ingress: a subdomain, perhaps all below one. */
export const HOST = /^(?:\*\.)?[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

/** Reference to an image, as container runtimes take it. */
export const IMAGE = new RegExp(IMAGE_REFERENCE);

/**
 * One address as OpenID Connect hands it over: no quotes, blanks, shell or YAML signs, so that it is safe wherever it is
 * pasted later. RFC 5321 would allow more, but no mail server of a campus gives such addresses out.
 */
export const MAIL =
  /^[A-Za-z0-9_%+-]+(?:\.[A-Za-z0-9_%+-]+)*@[A-Za-z0-9](?:[-A-Za-z0-9]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[-A-Za-z0-9]*[A-Za-z0-9])?)*$/;

/** Value of a label, when it is not empty. */
export const LABEL_VALUE = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** Key of a label or annotation: an optional prefix and a name. */
export const LABEL_KEY = /^(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** Segment of a path: names of RBAC objects. */
export const PATH_SEGMENT = /^(?!\.{1,2}$)[^/%]+$/;

/** Longest DNS label and longest label value. */
export const LONGEST_LABEL = 63;

/** Longest subdomain. */
export const LONGEST_SUBDOMAIN = 253;
