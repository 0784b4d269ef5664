import { AwsClient } from 'aws4fetch'
import { Invalid } from '../../lib/errors.ts'
import { deployFiles, type Files, failed, type Target } from './target.ts'

type Environment = Readonly<Record<string, string | undefined>>

const RETRIES = 4
const REQUEST_MS = 120_000

/**
 * A bucket of any S3-compatible store: `s3://bucket/prefix`. Keys and region come from the AWS variables of the
 * environment, another store's address from `WINNOW_S3_ENDPOINT`.
 */
export function s3Target(spec: string, env: Environment): Target {
  const { host: bucket, pathname } = new URL(spec)
  const prefix = pathname.replace(/^\/+|\/+$/g, '')
  const client = new AwsClient({
    accessKeyId: wanted(env, 'AWS_ACCESS_KEY_ID'),
    secretAccessKey: wanted(env, 'AWS_SECRET_ACCESS_KEY'),
    ...(env.AWS_SESSION_TOKEN ? { sessionToken: env.AWS_SESSION_TOKEN } : {}),
    region: env.AWS_REGION ?? 'us-east-1',
    service: 's3',
    retries: RETRIES,
  })
  const region = env.AWS_REGION ?? 'us-east-1'
  const base = env.WINNOW_S3_ENDPOINT
    ? `${env.WINNOW_S3_ENDPOINT.replace(/\/+$/, '')}/${bucket}`
    : `https://${bucket}.s3.${region}.amazonaws.com`
  const shown = `s3://${bucket}${prefix === '' ? '' : `/${prefix}`}`
  const files = bucketFiles(client, [base, ...(prefix === '' ? [] : [prefix])].join('/'), shown)
  return { shown, deploy: (built, options) => deployFiles(files, built, options) }
}

function bucketFiles(client: AwsClient, base: string, shown: string): Files {
  const ask = async (path: string, init: RequestInit) => {
    const url = `${base}/${path.split('/').map(encodeURIComponent).join('/')}`
    try {
      return await client.fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(REQUEST_MS) })
    } catch (error) {
      throw failed(`${shown} does not answer for ${path}`, reasonOf(error))
    }
  }
  const told = async (response: Response, path: string, act: string) => {
    const code = /<Code>([^<]{1,80})<\/Code>/.exec(await response.text())?.[1]
    throw failed(`${shown} refused to ${act} ${path}`, `${response.status} ${code ?? response.statusText}`)
  }
  return {
    async read(path) {
      const response = await ask(path, { method: 'GET' })
      if (response.status === 404) return null
      if (!response.ok) return await told(response, path, 'give')
      return await response.text()
    },
    async put(path, bytes, headers) {
      const response = await ask(path, { method: 'PUT', body: Buffer.from(bytes), headers })
      if (!response.ok) await told(response, path, 'take')
      await response.body?.cancel()
    },
    async remove(path) {
      const response = await ask(path, { method: 'DELETE' })
      if (!response.ok && response.status !== 404) await told(response, path, 'delete')
      await response.body?.cancel()
    },
  }
}

function wanted(env: Environment, name: string): string {
  const value = env[name]
  if (!value)
    throw new Invalid(`${name} is not set. A bucket needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`)
  return value
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  return cause instanceof Error ? cause.message : String(cause)
}
