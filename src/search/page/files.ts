/// <reference lib="dom" />
import type { Read } from './tree.ts'

type Coded = Record<string, string>
type Policy = { createScriptURL(url: string): string }

declare global {
  interface Window {
    /** Files by path in base64, set by the script form of the index. */
    winnowSearch?: Coded
    trustedTypes?: { createPolicy(name: string, rules: Policy): Policy }
  }
}

/** Reads the files beside the root: over HTTP, or from the script form of the index when opened from disk. */
export function filesBeside(rootUrl: string): Read {
  const folder = new URL('.', new URL(rootUrl, document.baseURI))
  if (folder.protocol !== 'file:') {
    return async (path) => {
      const response = await fetch(new URL(path, folder))
      if (!response.ok) throw new Error(`${path}: ${response.status}`)
      return new Uint8Array(await response.arrayBuffer())
    }
  }
  let loading: Promise<Coded> | undefined
  return async (path) => {
    loading ??= loadScript(new URL('all.js', folder).href)
    const coded = (await loading)[path]
    if (coded === undefined) throw new Error(path)
    return Uint8Array.from(atob(coded), (unit) => unit.charCodeAt(0))
  }
}

function loadScript(url: string): Promise<Coded> {
  return new Promise((resolve, reject) => {
    const policy = window.trustedTypes?.createPolicy('winnow-search', { createScriptURL: (same) => same })
    const script = document.createElement('script')
    script.src = policy ? policy.createScriptURL(url) : url
    script.onload = () => resolve(window.winnowSearch ?? {})
    script.onerror = () => reject(new Error(url))
    document.head.append(script)
  })
}
