import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { version } from '../../../package.json';
import { ERRORS } from './answer';

type Transform = NonNullable<FastifyDynamicSwaggerOptions['transform']>;

/** What every route may answer beside its own, by status. */
const FAILURES = { 401: ['GPULAB4421'], 500: ['GPULAB4427'], 503: ['GPULAB4426', 'GPULAB4429'] } as const;
/** And those with a body (fastify's own refusals). */
const UNREADABLE = { 400: ['GPULAB4428'], 413: ['GPULAB4428'], 415: ['GPULAB4428'] } as const;

/** `/computeNode/findComputeNode` is findComputeNode, `GET /audit` is getAudit. */
function operationOf(url: string, method: string): string {
  const last = url.split('/').at(-1)!;
  return url.startsWith('/computeNode/') ? last : `${method.toLowerCase()}${last[0].toUpperCase()}${last.slice(1)}`;
}

const failures = (codes: { readonly [status: string]: readonly (keyof typeof ERRORS)[] }) =>
  Object.fromEntries(
    Object.entries(codes).map(([status, of]) => [
      status,
      {
        description: of.map((code) => `${code}: ${ERRORS[code].words.en}`).join('; '),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } },
      },
    ]),
  );

/** A route in the document: who may come in, its name, and every status that it answers with. */
const transform: Transform = (route) => {
  const { schema, url } = jsonSchemaTransform(route as never) as { schema: any; url: string };
  if (!schema || schema.hide) return { schema, url };
  const { config, method } = route.route;
  const { 401: unknown, ...others } = failures(FAILURES);
  const own = Object.entries<any>(schema.response ?? {}).map(([status, answer]) => [
    status,
    { ...answer, description: answer.description ?? schema.summary },
  ]);
  return {
    url,
    schema: {
      ...schema,
      operationId: operationOf(url, String(method)),
      ...(config?.isPublic && { security: [] }),
      response: {
        ...(!config?.isPublic && { 401: unknown }),
        ...others,
        ...(schema.body && failures(UNREADABLE)),
        ...Object.fromEntries(own),
      },
    },
  };
};

/** How the API describes itself. */
export const DOCUMENT: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: { title: 'gpulab health', version, description: 'Compute nodes and the health of their Docker endpoints' },
    components: {
      securitySchemes: {
        token: { type: 'apiKey', in: 'header', name: 'x-token' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
    },
    security: [{ token: [] }, { bearer: [] }],
  },
  transform,
  transformObject: jsonSchemaTransformObject as never,
};
