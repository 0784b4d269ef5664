import type { Detector } from '../detector.ts'
import { plainPattern } from '../plain-pattern.ts'
import type { SecretShape } from '../secret.ts'
import { findLabelledSecrets, findShapes } from '../secret.ts'

const shapes: readonly SecretShape[] = [
  { mark: 'gh', pattern: /\bgh[pousr]_[A-Za-z0-9]{30,255}\b/g, reason: 'GitHub token' },
  { mark: 'github_pat', pattern: /\bgithub_pat_\w{22,255}\b/g, reason: 'GitHub token' },
  { mark: 'gl', pattern: /\bgl(?:pat|ptt|dt|rt|cbt|soat)-[\w-]{20,64}/g, reason: 'GitLab token' },
  { mark: 'xox', pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,250}/g, reason: 'Slack token' },
  { mark: 'xapp-', pattern: /\bxapp-\d-[A-Za-z0-9-]{20,200}/g, reason: 'Slack token' },
  {
    mark: 'hooks.slack',
    pattern: /\b(?:https?:\/\/)?hooks\.slack\.com\/(?:services|workflows)\/[A-Za-z0-9/_]{20,120}/g,
    reason: 'Slack webhook',
  },
  {
    mark: '/api/webhooks/',
    pattern: /\b(?:https?:\/\/)?(?:\w+\.)?discord(?:app)?\.com\/api\/webhooks\/\d{10,25}\/[\w-]{40,100}/g,
    reason: 'Discord webhook',
  },
  {
    mark: 'eyj',
    pattern: /\beyJ[\w-]{10,4000}\.(?:eyJ)?[\w-]{10,8000}(?:\.[\w-]{0,4000})?/g,
    reason: 'JSON web token',
  },
  {
    mark: 'token',
    pattern: /(?<=token["' :=]{1,4}|kubeadm[^\n]{0,80}[ ])(?=[a-z\d.]*\d)[a-z\d]{6}\.[a-z\d]{16}\b/g,
    reason: 'Kubernetes bootstrap token',
  },
  { mark: 'ya29', pattern: /\bya29\.[\w-]{20,400}/g, reason: 'Google access token' },
  { mark: '1//0', pattern: /\b1\/\/0[\w-]{30,120}/g, reason: 'Google refresh token' },
  { mark: 'npm_', pattern: /\bnpm_[A-Za-z0-9]{36}\b/g, reason: 'npm token' },
  { mark: 'pypi-', pattern: /\bpypi-[\w-]{40,300}/g, reason: 'PyPI token' },
  { mark: 'hf_', pattern: /\bhf_[A-Za-z0-9]{24,44}\b/g, reason: 'Hugging Face token' },
  { mark: '_v1_', pattern: /\bdo[opr]_v1_[\da-f]{64}\b/g, reason: 'DigitalOcean token' },
  { mark: 'shp', pattern: /\bshp(?:at|ca|pa|ss)_[\da-fA-F]{32}\b/g, reason: 'Shopify token' },
  { mark: 'dckr', pattern: /\bdckr_pat_[\w-]{20,60}/g, reason: 'Docker token' },
  { mark: 'atatt3', pattern: /\bATATT3[\w=-]{20,250}/g, reason: 'Atlassian token' },
  { mark: ':aa', pattern: /\b\d{8,10}:AA[\w-]{33}(?![\w-])/g, reason: 'Telegram bot token' },
  { mark: '', pattern: /\b[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,40}\b/g, reason: 'Discord token' },
  { mark: 'hv', pattern: /\bhv[sb]\.[\w-]{20,200}/g, reason: 'Vault token' },
  {
    mark: '',
    pattern: /\b(?:[Bb]earer|BEARER|Token)[ \t]{1,3}["']?((?=[\w.~+/-]{0,200}\d)[\w.~+/-]{16,4000}={0,2})/g,
    reason: 'bearer token',
    confidence: 0.92,
  },
  {
    mark: '=',
    pattern:
      /(?:[?&;]|\b(?=sig=|signature=))(?:access_?token|auth_?token|token|sig|signature|x-amz-signature|x-amz-security-token|apikey|api_key|key|code|session_?id|sid|jwt|auth)=((?=[\w.%~+/-]{0,200}\d)[\w.%~+/-]{16,2000}={0,2})/gi,
    reason: 'token in an address',
    confidence: 0.9,
  },
]
const stems = 'token jwt session cookie sid sessid jeton'.split(' ')
const label = plainPattern(
  /(?:(?:access|auth|api|bearer|refresh|id|session|csrf|xsrf|personal|security|device|push|bot|deploy|registration|reset)?[ _-]?token|jwt|session[ _-]?(?:id|key|cookie)|session(?=[ ]?[=:])|sessionid|(?<![\p{L}\p{N}])sid|j?phpsessid|jsessionid|connect\.sid|_authtoken|x-auth-token|x-api-token|cookie|zugriffstoken|jeton(?: d'acc[èe]s)?)(?![\p{L}\p{N}])/giu,
)

/** Access tokens, session ids and signed addresses. */
export const token: Detector = {
  kind: 'token',
  finds: (text, context) => [
    ...findShapes('token', shapes, text, context),
    ...findLabelledSecrets('token', stems, label, text, context),
  ],
}
