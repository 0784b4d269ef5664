import type { ScanContext } from './detector.ts'

const internalEnding =
  /\.(?:local|internal|intern|corp|lan|intra|intranet|inet|localdomain|localnet|lokal|interno|interne|home\.arpa|consul)$/i
const weakEnding = /\.(?:home|private|ad|dmz|office|prod|stage|staging)$/i
const innerPart =
  /^(?:intranet|intern(?:al)?|corp|vpn|bastion|jump(?:host)?|sharepoint|owa)\.[a-z0-9-]+\.[a-z.]{2,12}$|\.(?:corp|int|intern|internal|intra|intranet|inside|prod|prd|lan|local|priv|private|dev|stg|stage|staging|uat|qa|mgmt|mgt|dmz|ad|ops|eng|infra|svc|lab|hq|office|dc\d?|[a-z]{2,4}-?dc\d?|net(?=\.[a-z0-9-]+\.))\.[a-z0-9-]+\.[a-z]{2,10}(?:\.[a-z]{2})?$/i
const machineWord =
  /^(?:vpn|mail|smtp|imap|mx|db|sql|mysql|postgres|pg|ora(?:cle)?|mongo|redis|kafka|elastic|app|web|intranet|extranet|erp|crm|jira|wiki|confluence|git|gitlab|jenkins|sap|ldap|ad|dc|fs|nas|san|ftp|sftp|proxy|gw|gateway|fw|firewall|lb|citrix|rdp|ts|exchange|exch|owa|sso|idp|stage|staging|stg|dev|qa|prod|prd|production|uat|admin|backup|bkp|monitor|grafana|nagios|zabbix|splunk|vault|k8s|kube|node|srv|svr|server|host|esxi?|vm|hv|print|prn|file|files|mgmt|bastion|jump|helpdesk|hr|bi|(?:[a-z]{1,8})?(?:srv|svr|server|sql|db))$/i
const publicWord =
  /^(?:www\d?|demo|docs?|documentation|manual|kb|knowledge|wiki|login|account|accounts|my|app|id|sandbox|test|sentry|packages?|registry|repo|mirror|releases|update|updates|careers|about|go|get|m|en|de|fr|es|help|support|blog|forum|community|cdn|static|assets|status|downloads?|news|learn|developer|api|shop|store|img|images?|media)$/i

/** True of a host that only exists inside: an internal ending, or under one of the company's own domains. */
export function isInternalHost(host: string, context: ScanContext): boolean {
  const name = host.toLowerCase()
  if (internalEnding.test(name))
    return !/^(?:foo|bar|example|test|my-?(?:site|app|project))\.local$/.test(name)
  return isOwnDomain(name, context)
}

/** True of a host with a part in its middle that companies give to what is inside: `git.corp.acme.com`. */
export function hasInnerPart(host: string): boolean {
  return innerPart.test(host)
}

/** True of an ending that is internal by habit only, so that a label or a scheme must say "host". */
export function hasWeakEnding(host: string): boolean {
  return weakEnding.test(host)
}

/** True of a machine's name: `db`, `srv-erp-01`, `prod-db03`. */
export function isMachineLabel(label: string): boolean {
  const parts = label.split(/[-_]/)
  return parts.some((part) => machineWord.test(part.replace(/\d+$/, ''))) && label.length <= 63
}

/** True of a first label that companies use for public pages as well. */
export function isPublicLabel(label: string): boolean {
  return publicWord.test(label)
}

/** "acme.co.uk": a company's site, whose name has three parts only because of its country. */
export function isCountrySite(host: string): boolean {
  return /^[a-z0-9-]+\.(?:co|com|org|net|ac|gov|gob|edu|or|ne|go|gv)\.[a-z]{2}$/i.test(host)
}

/** Names that the whole world knows; nothing about a customer lies in them. */
export function isPublicHost(host: string): boolean {
  return /(?:^|\.)(?:github|githubusercontent|gitlab|bitbucket|google|googleapis|gstatic|youtube|youtu|microsoft|microsoftonline|office|office365|live|outlook|windows|azure|windowsupdate|apple|icloud|amazonaws|amazon|aws|npmjs|yarnpkg|nodejs|python|pypi|docker|mozilla|wikipedia|wikimedia|stackoverflow|stackexchange|stack|imgur|cloudflare|jsdelivr|unpkg|facebook|twitter|x|linkedin|reddit|discord|slack|zoom|dropbox|digitalocean|heroku|vercel|netlify|mongodb|oracle|java|adobe|sap|salesforce|zendesk|atlassian|jetbrains|debian|ubuntu|redhat|fedoraproject|archlinux|gnu|kernel|apache|nginx|w3|ietf|schema|example|stripe|paypal|letsencrypt|sentry|postgresql|mysql|sqlite|elastic|grafana|archive|medium|wordpress|blogspot|sourceforge|nuget|maven|rubygems|crates|packagist|gravatar|openssl|khronos|unity|unity3d|unrealengine|steampowered|epicgames|nvidia|amd|intel|qualcomm|godotengine|blender|cmake|visualstudio|vscode|codepen|jsfiddle|pastebin|gitter|figma|notion|trello|spotify|netflix|yahoo|bing|duckduckgo|baidu|gmail|googlemail|hotmail|gmx|web|proton|protonmail|mailgun|sendgrid|twilio|itch|photobucket|deviantart|webpack|discourse-cdn|digitaloceanspaces|dropboxusercontent|akamaihd|fastly|cloudinary|playstation|steamcommunity|jotform|typeform|surveymonkey|hubspot|intercom|shopify|wix|squarespace|ghost|substack|quora|tumblr|flickr|vimeo|twitch|soundcloud|patreon|gofile|mega|mediafire|rapidshare)\.(?:com|org|net|io|de|be|dev|gg|me|us|co|ai|app|eu|fr|co\.uk|md|cloud|com\.cn|it|pt|es|nl|ch|info|edu|ms|tv|sh)$/i.test(
    host,
  )
}

function isOwnDomain(name: string, context: ScanContext): boolean {
  return (context.internalDomains ?? []).some((domain) => {
    const own = domain
      .trim()
      .replace(/^\*?\./, '')
      .toLowerCase()
    return own !== '' && (name === own || name.endsWith(`.${own}`))
  })
}
