import { expect, test } from 'vitest'
import { safetyClass } from '../../src/safety/class.ts'
import { scanThread, type ThreadToScan } from '../../src/safety/scan-thread.ts'

function classOf(body: string) {
  const thread: ThreadToScan = { title: 'A question', body, bodyFormat: 'text', authority: 'case', posts: [] }
  return safetyClass(thread, scanThread(thread)).class
}

test.each([
  'Our checkout has been down for two hours and we are losing orders every minute.',
  'All 40 terminals in the store went offline this morning, nobody can pay.',
  'The production database is refusing connections, customers see error pages.',
  'URGENT: payroll cannot run, everyone is blocked.',
  'Site-wide outage since 6am, please escalate.',
  'After the update the entire plant has come to a halt.',
  "Users can view other customers' invoices by changing the id in the URL.",
  'I found that the reset link works without a token, anyone could take over an account.',
  'There is an SQL injection in the search form.',
  'Session cookies are not invalidated on logout, this is a security problem.',
  'Unauthenticated requests return the full customer list.',
  'A former employee still has admin access and deleted our files.',
  'Internal: fix is scheduled for the unannounced 8.0, do not tell the customer.',
  'Per engineering (JIRA PLAT-2211) the root cause is a race in our scheduler; not to be shared.',
  'For internal use only: use the hidden flag to unlock the plan.',
  'Please delete my account and all my personal data.',
  'I was charged twice for my subscription, please refund the second payment.',
  'Please change the billing address on our contract.',
  'My order has not arrived, where is it?',
  'Can you restore the mailbox of our colleague who left?',
  'We need a quote for 50 more seats on our existing contract.',
  'Our licence expired yesterday, please extend it until the purchase order is through.',
  'Since the 9 am deployment no orders are coming in and the call center cannot reach the CRM.',
  'Both cluster nodes crashed, the hospital is on paper forms.',
  'We are dead in the water, the ERP does not start.',
  'Live system unusable, all cash desks closed.',
  'Any logged-in user can download the backup archive through the API.',
  'The admin panel can be opened from the internet without logging in.',
  'Passwords are written to the debug log in plain text.',
  'We suspect a data breach, unknown IPs logged in last night.',
  'XSS in the comment field: script tags are executed.',
  'Note for agents only: the limit can be raised with the debug switch.',
  'This roadmap item is confidential until the announcement in June.',
  'Our internal wiki describes the workaround, do not forward.',
  'Why was my card declined although I paid last week?',
  'Please cancel our subscription at the end of the month.',
  'Attached is the export of our customer table with names and addresses.',
  'Where is my refund? Order was cancelled three weeks ago.',
  'Could you merge our two accounts?',
  'Send me the invoice for March again, please.',
])('stays a case: %s', (text) => {
  expect(classOf(text)).toBe('case-only')
})

test.each([
  'How do I change the language of the interface?',
  'The export button is greyed out unless a filter is set. Is that by design?',
  'To rebuild the index, stop the service, delete the cache folder and start it again.',
  'How can customers reset their password themselves?',
  'Where do I find the invoice template settings?',
  'After the update the toolbar is gone; resetting the layout brings it back.',
  'What is the difference between an owner and an admin?',
  'The importer fails with a CSV that has a BOM. Saving it without helps.',
  'Is it possible to run the production build on Windows?',
  'How do I set up two-factor authentication for all users?',
  'Can I schedule a report to be sent every Monday?',
  'The login page shows a blank screen in Safari 15, an update to 16 fixes it.',
  'How do I cancel a running import?',
  'What does the error "connection refused" mean when I start the sync?',
  'How can I change the password of a user?',
  'Does the free plan allow more than one project?',
  'I get a timeout when uploading files above 2 GB. Splitting them works.',
  'How do I refund an order in the shop module?',
  "The dashboard shows yesterday's data; pressing refresh updates it.",
  'Which ports does the server need?',
  'How to move the database to another server?',
  'Is there a way to hide a field from guests?',
  'How do I merge two customers in the address book?',
  'Can customers see each other in the forum? How do I turn that off?',
])('may be public: %s', (text) => {
  expect(classOf(text)).toBe('public-ok')
})
