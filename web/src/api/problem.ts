/** One error shape for the whole page: RFC 9457, or what stands in for it when no server answered. */
export interface ProblemBody {
  title: string;
  status: number;
  detail?: string;
  code: string;
  retriable: boolean;
  requestId?: string;
}

export class Problem extends Error {
  readonly body: ProblemBody;

  constructor(body: ProblemBody) {
    super(body.detail ?? body.title);
    this.name = 'Problem';
    this.body = body;
  }
}

export function unreachable(): Problem {
  return new Problem({ title: 'unreachable', status: 0, code: 'unreachable', retriable: true });
}

/** Reads a problem from an error answer's text; a proxy's HTML page gives the status alone. */
export function problemOf(status: number, contentType: string | null, text: string): Problem {
  const fallback: ProblemBody = {
    title: `HTTP ${status}`,
    status,
    code: `http_${status}`,
    retriable: status === 429 || status >= 500,
  };
  if (!contentType?.includes('json')) return new Problem(fallback);
  try {
    const body = JSON.parse(text) as Partial<ProblemBody>;
    return new Problem({ ...fallback, ...body, status });
  } catch {
    return new Problem(fallback);
  }
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof TypeError) return unreachable();
  return new Problem({ title: String(error), status: 0, code: 'page_error', retriable: false });
}

/** Splits the server's message into what went wrong and the advice, which begins "Maybe". */
export function splitAdvice(message: string): { what: string; advice?: string } {
  const at = message.search(/(^|\n)\s*Maybe\b/);
  if (at < 0) return { what: message.trim() };
  return { what: message.slice(0, at).trim(), advice: message.slice(at).trim() };
}
