import { Agent, request } from 'node:https';
import type { ClusterAccess } from './cluster';

export interface Answer {
  readonly status: number;
  /** The object, or the server's Status. */
  readonly body: any;
}

/** Any Kubernetes object: tests look into members that only they know of. */
export type Manifest = Record<string, any>;

export interface ApplyOptions {
  /** Check and default, but keep nothing. */
  readonly dryRun?: boolean;
}

/** The name that kubectl gives itself: who applies the same with another name gets conflicts over defaulted fields. */
const FIELD_MANAGER = 'kubectl';
const CONNECTIONS = 4;

/** Speaks to an API server without a kubectl process for each object, over connections that stay open. */
export class ApiClient {
  private readonly agent: Agent;
  private readonly kinds = new Map<string, Promise<Map<string, Resource>>>();

  public constructor(private readonly access: ClusterAccess) {
    this.agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS, ca: access.certificate });
  }

  public close(): void {
    this.agent.destroy();
  }

  /** Server-side apply with strict field validation: what `kubectl apply --server-side --validate=strict` sends. */
  public async apply(manifest: Manifest, options: ApplyOptions = {}): Promise<Answer> {
    const path = await this.pathOf(manifest);
    return path === undefined ? unknownKind(manifest) : this.applyAt(path, manifest, options);
  }

  /** The same at an address that the server need not have. */
  public async applyAt(path: string, manifest: Manifest, { dryRun = false }: ApplyOptions = {}): Promise<Answer> {
    const query = new URLSearchParams({ fieldManager: FIELD_MANAGER, fieldValidation: 'Strict', force: 'true' });
    if (dryRun) query.set('dryRun', 'All');
    return this.request('PATCH', `${path}?${query}`, JSON.stringify(manifest), 'application/apply-patch+yaml');
  }

  /** Applies and insists. */
  public async mustApply(manifest: Manifest): Promise<any> {
    const answer = await this.apply(manifest);
    if (!isAccepted(answer)) throw refusal(manifest, answer);
    return answer.body;
  }

  /** Creates, and lets the server drop what it does not know: others wrote this object, for newer servers perhaps. */
  public async mustCreate(manifest: Manifest): Promise<any> {
    const answer = await this.create(manifest, 'fieldValidation=Ignore');
    if (!isAccepted(answer)) throw refusal(manifest, answer);
    return answer.body;
  }

  /** The same, if the server is willing. */
  public async creates(manifest: Manifest): Promise<boolean> {
    return isAccepted(await this.create(manifest, 'fieldValidation=Ignore'));
  }

  /** Would the server create it, with strict field validation? Unlike an apply, this lists everything that is unknown. */
  public async tryCreate(manifest: Manifest): Promise<Answer> {
    return this.create(manifest, 'fieldValidation=Strict&dryRun=All');
  }

  private async create(manifest: Manifest, query: string): Promise<Answer> {
    const path = (await this.pathOf(manifest))?.replace(/\/[^/]*$/, `?${query}`);
    return path === undefined ? unknownKind(manifest) : this.request('POST', path, JSON.stringify(manifest));
  }

  public async request(method: string, path: string, body?: string, contentType = 'application/json'): Promise<Answer> {
    const headers: Record<string, string> = {
      authorization: `Bearer ${this.access.token}`,
      accept: 'application/json',
    };
    if (body !== undefined) headers['content-type'] = contentType;
    return new Promise((resolve, reject) => {
      const call = request(`${this.access.server}${path}`, { method, headers, agent: this.agent }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body: parsed(Buffer.concat(parts).toString('utf8')) });
        });
      });
      call.on('error', reject);
      call.end(body);
    });
  }

  /** The version as people say it: "1.28". */
  public async minorVersion(): Promise<string> {
    const { body } = await this.request('GET', '/version');
    return `${body.major}.${body.minor}`;
  }

  /** All objects of a kind, in all namespaces. */
  public async list(apiVersion: string, kind: string): Promise<Manifest[]> {
    const path = await this.collection({ apiVersion, kind });
    if (path === undefined) throw new Error(`the server has no ${apiVersion} ${kind}`);
    const { status, body } = await this.request('GET', path);
    if (status !== 200) throw new Error(`${path}: ${status} ${body.message}`);
    return body.items;
  }

  /** The address of an object, or nothing if this server does not know its kind. */
  public async pathOf(manifest: Manifest): Promise<string | undefined> {
    const { metadata = {} } = manifest;
    const path = await this.collection(manifest, encodeURIComponent(metadata.namespace ?? 'default'));
    return path && `${path}/${encodeURIComponent(metadata.name ?? '')}`;
  }

  private async collection({ apiVersion, kind }: Manifest, namespace?: string): Promise<string | undefined> {
    const root = String(apiVersion).includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const resource = (await this.resourcesOf(root)).get(kind);
    if (resource === undefined) return undefined;
    const place = resource.namespaced && namespace ? `/namespaces/${namespace}` : '';
    return `${root}${place}/${resource.name}`;
  }

  private resourcesOf(root: string): Promise<Map<string, Resource>> {
    let resources = this.kinds.get(root);
    if (resources === undefined) {
      resources = this.discover(root);
      this.kinds.set(root, resources);
    }
    return resources;
  }

  private async discover(root: string): Promise<Map<string, Resource>> {
    const { body } = await this.request('GET', root);
    const own = ((body.resources ?? []) as Resource[]).filter(({ name }) => !name.includes('/'));
    // A group that is not there today may be there after a definition was installed.
    if (own.length === 0) this.kinds.delete(root);
    return new Map(own.map((resource) => [resource.kind, resource]));
  }
}

const REFUSALS = [400, 403, 404, 409, 413, 422];
/** Server-side apply calls it an internal error when an object does not fit the types of its kind. */
const DOES_NOT_FIT = /^failed to (create typed patch object|convert new object)/;

/** Yes or no. Throws where a server says neither: it was out of breath, or did not know us. */
export function isAccepted({ status, body }: Answer): boolean {
  if (status === 200 || status === 201) return true;
  const refused = REFUSALS.includes(status) || (status === 500 && DOES_NOT_FIT.test(body.message));
  if (!refused) throw new Error(`the server gave no verdict: ${status} ${body.message}`);
  return false;
}

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

const refusal = ({ kind, metadata }: Manifest, { status, body }: Answer): Error =>
  new Error(`${kind} ${metadata?.name} was refused: ${status} ${body.message}`);

/** What kubectl says before it sends anything. */
const unknownKind = ({ apiVersion, kind }: Manifest): Answer => ({
  status: 404,
  body: { message: `no matches for kind "${kind}" in version "${apiVersion}"` },
});

/** Health endpoints answer in words. */
function parsed(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return { message: text };
  }
}
