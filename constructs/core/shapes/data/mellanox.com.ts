// Written by tools/generate-shapes.ts from the OpenAPI documents of real API servers. Do not edit.

/** Custom kinds of mellanox.com. */
export const MELLANOX_COM = `
mellanox.com/v1alpha1 IPoIBNetwork ipoibnetworks Cs (apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:(ipam:s,master:s,networkNamespace:s),status:A)
`;
