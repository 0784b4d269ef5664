/// <reference lib="dom" />
import type { Read } from './tree.ts'

type Coded = Record<string, string>
type Policy = { createScriptURL(url: string): string }

declare global {
  interface Window {
    /** Files by path in base64, set by the scripts of the index. */
    winnowSearch?: Coded
    trustedTypes?: { createPolicy(name: string, rules: Policy): Policy }
  }
}

/** Reads the files beside the root: over HTTP, or from the scripts of the index when opened from disk. */
export function filesBeside(rootUrl: string): Read {
  const folder = new URL('.', new URL(rootUrl, document.baseURI))
  if (folder.protocol !== 'file:') {
    return async (path) => {
      const response = await fetch(new URL(path, folder))
      if (!response.ok) throw new Error(`${path}: ${response.status}`)
      return new Uint8Array(await response.arrayBuffer())
    }
  }
  const loading = new Map<string, Promise<void>>()
  return async (path) => {
    const script = scriptOf(path)
    const loaded = loading.get(script) ?? loadScript(trusted(new URL(script, folder).href))
    loading.set(script, loaded)
    loaded.catch(() => loading.delete(script))
    await loaded
    const coded = window.winnowSearch?.[path]
    if (coded === undefined) throw new Error(path)
    return Uint8Array.from(atob(coded), (unit) => unit.charCodeAt(0))
  }
}

/** The script that holds a file: some files share one, and an edit changes few. */
export function scriptOf(path: string): string {
  const [, folder, name] = /^(?:(d\/[^/]+)\/|([tw]\/..))?/.exec(path)!
  return `${folder ?? name ?? 'root'}.js`
}

let policy: Policy | undefined

/** An address as the page's policy wants it; a policy may be made once only. */
function trusted(url: string): string {
  policy ??= window.trustedTypes?.createPolicy('winnow-search', { createScriptURL: (same) => same })
  return policy?.createScriptURL(url) ?? url
}

function loadScript(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = url
    script.onload = () => resolve()
    script.onerror = () => reject(new Error(url))
    document.head.append(script)
  })
}
