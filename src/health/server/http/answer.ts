import { z } from 'zod';
import type { Words } from '../../reasons';

/** Codes of the envelope (facts: compute-nodes.md 4). */
const SUCCESS = 0;
const FAILURE = 7;

/** The envelope of the old system: its status is 200, whatever the answer is. */
const successOf = <T extends z.ZodType>(data: T) => z.object({ code: z.literal(SUCCESS), data, msg: z.string() });

const problemSchema = z.object({ field: z.string(), message: z.string() });
export type Problem = z.infer<typeof problemSchema>;

/** Every error has this form. */
const failureSchema = z
  .object({
    code: z.literal(FAILURE),
    data: z.object({
      error: z.string().describe('code, explained by `gpulab explain CODE`'),
      problems: z.array(problemSchema).optional().describe('fields that are wrong, all of them'),
      containers: z
        .array(z.object({ node: z.number(), id: z.string(), name: z.string(), image: z.string() }))
        .optional()
        .describe('what runs on nodes that were to be deleted'),
    }),
    msg: z.string(),
  })
  .meta({ id: 'Failure' });
export type Failure = z.infer<typeof failureSchema>;

/** What a route answers with status 200. */
export const answerOf = <T extends z.ZodType>(data: T) => z.union([successOf(data), failureSchema]);

export const success = <T>(data: T, msg: Words | string, language: keyof Words) => ({
  code: SUCCESS as typeof SUCCESS,
  data,
  msg: typeof msg === 'string' ? msg : msg[language],
});

/** What may go wrong, by its code; the words of the answer, and its status, where it is not that of the old system. */
export const ERRORS = {
  GPULAB4420: { status: 200, words: { en: 'the request is not valid', zh: '请求参数错误' } },
  GPULAB4421: { status: 401, words: { en: 'a token is needed', zh: '未登录或令牌无效' } },
  GPULAB4422: { status: 200, words: { en: 'there is no such node', zh: '节点不存在' } },
  GPULAB4423: {
    status: 200,
    words: { en: 'the node is of the inventory: change it there', zh: '该节点来自清单文件，请在清单中修改' },
  },
  GPULAB4424: {
    status: 200,
    words: { en: 'containers run there: confirm to delete all the same', zh: '节点上仍有容器在运行，确认后方可删除' },
  },
  GPULAB4425: { status: 404, words: { en: 'there is no such path', zh: '接口不存在' } },
  GPULAB4426: { status: 503, words: { en: 'the database cannot be reached', zh: '数据库暂不可用' } },
  GPULAB4427: { status: 500, words: { en: 'the server has failed', zh: '服务器内部错误' } },
  GPULAB4428: { status: 400, words: { en: 'the request cannot be read', zh: '无法解析请求' } },
  GPULAB4430: { status: 405, words: { en: 'the path takes another method', zh: '请求方法不支持' } },
  GPULAB4431: { status: 503, words: { en: 'the server is ending', zh: '服务正在停止' } },
  GPULAB4429: { status: 503, words: { en: 'too many listen already', zh: '监听连接过多' } },
} as const satisfies { readonly [code: string]: { readonly status: number; readonly words: Words } };
export type ErrorCode = keyof typeof ERRORS;

/** Why a request cannot be read, by its status. */
const UNREADABLE: { readonly [status: number]: Words } = {
  400: { en: 'the body is not JSON', zh: '请求体不是有效的 JSON' },
  413: { en: 'the body is too large', zh: '请求体过大' },
  415: { en: 'the body must be sent as application/json', zh: '请求体须为 application/json' },
};

/** Ends a request with a failure. */
export class Refusal extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly more: Omit<Failure['data'], 'error'> = {},
    /** @default - that of the code */
    readonly status: number = ERRORS[code].status,
  ) {
    super(code);
  }

  body(language: keyof Words): Failure {
    const words = (this.code === 'GPULAB4428' && UNREADABLE[this.status]) || ERRORS[this.code].words;
    return { code: FAILURE, data: { error: this.code, ...this.more }, msg: words[language] };
  }
}

/** The old system speaks Chinese; who prefers English says so. */
export const languageOf = (accepted: string | undefined): keyof Words =>
  /^\s*en\b/i.test(accepted ?? '') ? 'en' : 'zh';
