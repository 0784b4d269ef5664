CREATE TABLE `archivals` (
	`id` integer PRIMARY KEY NOT NULL,
	`article_id` integer NOT NULL,
	`successor_id` integer,
	`reason` text NOT NULL,
	`by` integer,
	`at` text NOT NULL,
	`ended_at` text,
	FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`successor_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `archivals_article` ON `archivals` (`article_id`);--> statement-breakpoint
CREATE TABLE `article_links` (
	`id` integer PRIMARY KEY NOT NULL,
	`case_ref` text NOT NULL,
	`article_id` integer NOT NULL,
	`version_id` integer NOT NULL,
	`kind` text NOT NULL,
	`step` text,
	`by` integer,
	`at` text NOT NULL,
	`removed_at` text,
	FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`version_id`) REFERENCES `article_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "article_links_kind" CHECK("kind" in ('resolution', 'reference', 'did-not-help'))
);
--> statement-breakpoint
CREATE INDEX `article_links_article` ON `article_links` (`article_id`);--> statement-breakpoint
CREATE INDEX `article_links_case` ON `article_links` (`case_ref`);--> statement-breakpoint
CREATE TABLE `article_versions` (
	`id` integer PRIMARY KEY NOT NULL,
	`article_id` integer NOT NULL,
	`number` integer NOT NULL,
	`title` text NOT NULL,
	`issue` text NOT NULL,
	`environment` text NOT NULL,
	`cause` text NOT NULL,
	`resolution` text NOT NULL,
	`notes` text NOT NULL,
	`applies_to` text NOT NULL,
	`based_on_id` integer,
	`reason` text NOT NULL,
	`significance` text NOT NULL,
	`by` integer,
	`created_at` text NOT NULL,
	`hash` text NOT NULL,
	FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`based_on_id`) REFERENCES `article_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "article_versions_significance" CHECK("significance" in ('minor', 'wording', 'answer'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `article_versions_number` ON `article_versions` (`article_id`,`number`);--> statement-breakpoint
CREATE TABLE `articles` (
	`id` integer PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`slug` text NOT NULL,
	`product_id` integer,
	`topic_id` integer,
	`owner_id` integer,
	`language` text NOT NULL,
	`template` text NOT NULL,
	`origin` text NOT NULL,
	`audience` text NOT NULL,
	`governance` text NOT NULL,
	`draft_version_id` integer,
	`live_version_id` integer,
	`document_id` integer,
	`created_at` text NOT NULL,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`topic_id`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`draft_version_id`) REFERENCES `article_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`live_version_id`) REFERENCES `article_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`document_id`) REFERENCES `documents`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "articles_template" CHECK("template" in ('question', 'problem', 'how-to', 'known-issue')),
	CONSTRAINT "articles_origin" CHECK("origin" in ('official', 'community', 'case')),
	CONSTRAINT "articles_audience" CHECK("audience" in ('public', 'internal')),
	CONSTRAINT "articles_governance" CHECK("governance" in ('open', 'governed'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `articles_number_unique` ON `articles` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `articles_slug_unique` ON `articles` (`slug`);--> statement-breakpoint
CREATE UNIQUE INDEX `articles_document` ON `articles` (`document_id`);--> statement-breakpoint
CREATE TABLE `assignments` (
	`user_id` integer NOT NULL,
	`product_id` integer NOT NULL,
	`kind` text NOT NULL,
	`created_at` text NOT NULL,
	PRIMARY KEY(`user_id`, `product_id`, `kind`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "assignments_kind" CHECK("kind" in ('member', 'owner', 'coach'))
);
--> statement-breakpoint
CREATE TABLE `candidate_decisions` (
	`id` integer PRIMARY KEY NOT NULL,
	`candidate_id` integer NOT NULL,
	`decision` text NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`article_id` integer,
	`assignee_id` integer,
	`until` text,
	`content_hash` text NOT NULL,
	`by` integer,
	`at` text NOT NULL,
	`undone_at` text,
	FOREIGN KEY (`candidate_id`) REFERENCES `candidates`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignee_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "candidate_decisions_decision" CHECK("decision" in ('promoted', 'merged', 'dismissed', 'snoozed', 'assigned', 'called-public', 'called-case'))
);
--> statement-breakpoint
CREATE INDEX `candidate_decisions_candidate` ON `candidate_decisions` (`candidate_id`);--> statement-breakpoint
CREATE TABLE `candidate_tags` (
	`tag` text NOT NULL,
	`candidate_id` integer NOT NULL,
	PRIMARY KEY(`tag`, `candidate_id`),
	FOREIGN KEY (`candidate_id`) REFERENCES `candidates`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `candidate_tags_candidate` ON `candidate_tags` (`candidate_id`);--> statement-breakpoint
CREATE TABLE `candidates` (
	`id` integer PRIMARY KEY NOT NULL,
	`thread_id` integer NOT NULL,
	`cluster_id` integer,
	`queue_class` text NOT NULL,
	`safety_class` text NOT NULL,
	`score` real NOT NULL,
	`reasons` text NOT NULL,
	`covered_by_article_id` integer,
	`covered_by_document_id` integer,
	`class_reasons` text NOT NULL,
	`safety_reasons` text NOT NULL,
	`asks` real NOT NULL,
	`is_lead` integer DEFAULT true NOT NULL,
	`product_id` integer,
	`source_id` integer NOT NULL,
	`asked_at` text NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`snoozed_until` text,
	`assignee_id` integer,
	`content_hash` text NOT NULL,
	`nominated_at` text NOT NULL,
	`changed_at` text,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cluster_id`) REFERENCES `clusters`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`covered_by_article_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`covered_by_document_id`) REFERENCES `documents`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignee_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "candidates_state" CHECK("state" in ('open', 'promoted', 'merged', 'dismissed', 'snoozed', 'gone')),
	CONSTRAINT "candidates_queue_class" CHECK("queue_class" in ('known-agrees', 'known-disagrees', 'not-captured', 'new')),
	CONSTRAINT "candidates_safety_class" CHECK("safety_class" in ('public-ok', 'case-only'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `candidates_thread_id_unique` ON `candidates` (`thread_id`);--> statement-breakpoint
CREATE INDEX `candidates_queue` ON `candidates` (`state`,`queue_class`,`safety_class`,`product_id`,`source_id`,`score`,`asks`);--> statement-breakpoint
CREATE INDEX `candidates_score` ON `candidates` (`state`,`score`);--> statement-breakpoint
CREATE INDEX `candidates_state_asked` ON `candidates` (`state`,`asked_at`);--> statement-breakpoint
CREATE INDEX `candidates_assignee` ON `candidates` (`assignee_id`);--> statement-breakpoint
CREATE INDEX `candidates_cluster` ON `candidates` (`cluster_id`);--> statement-breakpoint
CREATE TABLE `cluster_decisions` (
	`id` integer PRIMARY KEY NOT NULL,
	`thread_a` integer NOT NULL,
	`thread_b` integer NOT NULL,
	`hash_a` text NOT NULL,
	`hash_b` text NOT NULL,
	`decision` text NOT NULL,
	`by` integer,
	`at` text NOT NULL,
	`undone_at` text,
	FOREIGN KEY (`thread_a`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_b`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "cluster_decisions_decision" CHECK("decision" in ('same', 'not-same'))
);
--> statement-breakpoint
CREATE INDEX `cluster_decisions_a` ON `cluster_decisions` (`thread_a`);--> statement-breakpoint
CREATE INDEX `cluster_decisions_b` ON `cluster_decisions` (`thread_b`);--> statement-breakpoint
CREATE TABLE `clusters` (
	`id` integer PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`best_thread_id` integer,
	`best_post_id` integer,
	`best_reason` text DEFAULT '' NOT NULL,
	`size` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`best_thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`best_post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `documents` (
	`id` integer PRIMARY KEY NOT NULL,
	`source_id` integer NOT NULL,
	`external_id` text NOT NULL,
	`raw_record_id` integer NOT NULL,
	`product_id` integer,
	`language` text NOT NULL,
	`title` text NOT NULL,
	`section` text,
	`body` text NOT NULL,
	`text_hash` text NOT NULL,
	`applies_to` text NOT NULL,
	`url` text,
	`licence` text,
	`visibility` text NOT NULL,
	`updated_at` text,
	`content_hash` text NOT NULL,
	`removed_at` text,
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`raw_record_id`) REFERENCES `raw_records`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "documents_visibility" CHECK("visibility" in ('public', 'restricted'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `documents_identity` ON `documents` (`source_id`,`external_id`);--> statement-breakpoint
CREATE TABLE `events` (
	`id` integer PRIMARY KEY NOT NULL,
	`verb` text NOT NULL,
	`subject` text NOT NULL,
	`subject_id` integer NOT NULL,
	`by` integer,
	`at` text NOT NULL,
	`detail` text NOT NULL,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `events_subject` ON `events` (`subject`,`subject_id`);--> statement-breakpoint
CREATE INDEX `events_at` ON `events` (`at`);--> statement-breakpoint
CREATE TABLE `feedback` (
	`id` integer PRIMARY KEY NOT NULL,
	`article_id` integer NOT NULL,
	`version_id` integer NOT NULL,
	`is_helpful` integer NOT NULL,
	`comment` text DEFAULT '' NOT NULL,
	`reader_hash` text,
	`at` text NOT NULL,
	FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`version_id`) REFERENCES `article_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `feedback_article` ON `feedback` (`article_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `feedback_once` ON `feedback` (`version_id`,`reader_hash`);--> statement-breakpoint
CREATE TABLE `flags` (
	`id` integer PRIMARY KEY NOT NULL,
	`fingerprint` text NOT NULL,
	`kind` text NOT NULL,
	`tier` text NOT NULL,
	`confidence` real NOT NULL,
	`reason` text NOT NULL,
	`compared` text NOT NULL,
	`product_id` integer,
	`claim_post_id` integer,
	`claim_version_id` integer,
	`claim_field` text,
	`claim_quote` text NOT NULL,
	`claim_start` integer NOT NULL,
	`claim_end` integer NOT NULL,
	`claim_text_hash` text NOT NULL,
	`evidence_document_id` integer,
	`evidence_version_id` integer,
	`evidence_field` text,
	`evidence_quote` text NOT NULL,
	`evidence_start` integer NOT NULL,
	`evidence_end` integer NOT NULL,
	`evidence_text_hash` text NOT NULL,
	`judge` text NOT NULL,
	`raised_by` integer,
	`created_at` text NOT NULL,
	`outdated_at` text,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`claim_post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`claim_version_id`) REFERENCES `article_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`evidence_document_id`) REFERENCES `documents`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`evidence_version_id`) REFERENCES `article_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`raised_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "flags_tier" CHECK("tier" in ('high', 'review')),
	CONSTRAINT "flags_claim_one" CHECK((claim_post_id is null) <> (claim_version_id is null)),
	CONSTRAINT "flags_evidence_one" CHECK((evidence_document_id is null) <> (evidence_version_id is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `flags_fingerprint_unique` ON `flags` (`fingerprint`);--> statement-breakpoint
CREATE INDEX `flags_claim_post` ON `flags` (`claim_post_id`);--> statement-breakpoint
CREATE INDEX `flags_claim_version` ON `flags` (`claim_version_id`);--> statement-breakpoint
CREATE INDEX `flags_evidence_document` ON `flags` (`evidence_document_id`);--> statement-breakpoint
CREATE INDEX `flags_evidence_version` ON `flags` (`evidence_version_id`);--> statement-breakpoint
CREATE TABLE `import_changes` (
	`run_id` integer NOT NULL,
	`kind` text NOT NULL,
	`subject_id` integer NOT NULL,
	`raw_record_id` integer NOT NULL,
	`previous_raw_record_id` integer,
	`previous_removed_at` text,
	PRIMARY KEY(`run_id`, `kind`, `subject_id`),
	FOREIGN KEY (`run_id`) REFERENCES `import_runs`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "import_changes_kind" CHECK("kind" in ('thread', 'document', 'article'))
);
--> statement-breakpoint
CREATE TABLE `import_failures` (
	`id` integer PRIMARY KEY NOT NULL,
	`run_id` integer NOT NULL,
	`source_id` integer,
	`kind` text,
	`external_id` text,
	`hash` text,
	`file` text NOT NULL,
	`position` text NOT NULL,
	`reason` text NOT NULL,
	`raw` text NOT NULL,
	`ignored_at` text,
	`retried_at` text,
	FOREIGN KEY (`run_id`) REFERENCES `import_runs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `import_failures_run` ON `import_failures` (`run_id`);--> statement-breakpoint
CREATE INDEX `import_failures_hash` ON `import_failures` (`hash`);--> statement-breakpoint
CREATE TABLE `import_runs` (
	`id` integer PRIMARY KEY NOT NULL,
	`source_id` integer NOT NULL,
	`format` text NOT NULL,
	`paths` text NOT NULL,
	`state` text NOT NULL,
	`records` integer DEFAULT 0 NOT NULL,
	`created` integer DEFAULT 0 NOT NULL,
	`updated` integer DEFAULT 0 NOT NULL,
	`unchanged` integer DEFAULT 0 NOT NULL,
	`failed` integer DEFAULT 0 NOT NULL,
	`ignored` integer DEFAULT 0 NOT NULL,
	`damage` text,
	`damage_file` text,
	`damage_offset` integer,
	`context` text DEFAULT '{}' NOT NULL,
	`started_at` text NOT NULL,
	`finished_at` text,
	`by` integer,
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "import_runs_state" CHECK("state" in ('running', 'complete', 'incomplete', 'undone'))
);
--> statement-breakpoint
CREATE TABLE `login_failures` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `login_failures_key` ON `login_failures` (`key`,`at`);--> statement-breakpoint
CREATE TABLE `merges` (
	`id` integer PRIMARY KEY NOT NULL,
	`survivor_id` integer NOT NULL,
	`absorbed_id` integer NOT NULL,
	`moved` text NOT NULL,
	`by` integer,
	`at` text NOT NULL,
	`undone_at` text,
	FOREIGN KEY (`survivor_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`absorbed_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `placements` (
	`thread_id` integer PRIMARY KEY NOT NULL,
	`cluster_id` integer,
	`queue_class` text NOT NULL,
	`covered_by_article_id` integer,
	`covered_by_document_id` integer,
	`coverage` real NOT NULL,
	`reasons` text NOT NULL,
	`content_hash` text NOT NULL,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cluster_id`) REFERENCES `clusters`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`covered_by_article_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`covered_by_document_id`) REFERENCES `documents`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "placements_queue_class" CHECK("queue_class" in ('known-agrees', 'known-disagrees', 'not-captured', 'new'))
);
--> statement-breakpoint
CREATE INDEX `placements_cluster` ON `placements` (`cluster_id`);--> statement-breakpoint
CREATE INDEX `placements_article` ON `placements` (`covered_by_article_id`);--> statement-breakpoint
CREATE INDEX `placements_document` ON `placements` (`covered_by_document_id`);--> statement-breakpoint
CREATE TABLE `posts` (
	`id` integer PRIMARY KEY NOT NULL,
	`thread_id` integer NOT NULL,
	`external_id` text NOT NULL,
	`position` integer NOT NULL,
	`role` text NOT NULL,
	`author_name` text,
	`body` text NOT NULL,
	`text_hash` text NOT NULL,
	`nature` text NOT NULL,
	`is_accepted` integer DEFAULT false NOT NULL,
	`score` integer DEFAULT 0 NOT NULL,
	`url` text,
	`licence` text,
	`language` text,
	`created_at` text NOT NULL,
	`edited_at` text,
	`removed_at` text,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "posts_role" CHECK("role" in ('asker', 'community', 'staff')),
	CONSTRAINT "posts_nature" CHECK("nature" in ('question', 'answer', 'thanks', 'me-too', 'asks-back', 'link-only', 'quote'))
);
--> statement-breakpoint
CREATE INDEX `posts_thread` ON `posts` (`thread_id`,`position`);--> statement-breakpoint
CREATE INDEX `posts_text_hash` ON `posts` (`text_hash`);--> statement-breakpoint
CREATE TABLE `products` (
	`id` integer PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `products_slug_unique` ON `products` (`slug`);--> statement-breakpoint
CREATE UNIQUE INDEX `products_name_unique` ON `products` (`name`);--> statement-breakpoint
CREATE TABLE `publications` (
	`id` integer PRIMARY KEY NOT NULL,
	`article_id` integer NOT NULL,
	`version_id` integer NOT NULL,
	`by` integer,
	`at` text NOT NULL,
	FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`version_id`) REFERENCES `article_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `raw_records` (
	`id` integer PRIMARY KEY NOT NULL,
	`source_id` integer NOT NULL,
	`kind` text NOT NULL,
	`external_id` text NOT NULL,
	`hash` text NOT NULL,
	`format` text NOT NULL,
	`payload` text NOT NULL,
	`payload_hash` text NOT NULL,
	`sealed` text,
	`run_id` integer NOT NULL,
	`received_at` text NOT NULL,
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`run_id`) REFERENCES `import_runs`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "raw_records_kind" CHECK("kind" in ('thread', 'document', 'article'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `raw_records_identity` ON `raw_records` (`source_id`,`kind`,`external_id`,`hash`);--> statement-breakpoint
CREATE TABLE `redactions` (
	`id` integer PRIMARY KEY NOT NULL,
	`text_hash` text NOT NULL,
	`start` integer NOT NULL,
	`end` integer NOT NULL,
	`kind` text NOT NULL,
	`placeholder` text NOT NULL,
	`by` integer,
	`at` text NOT NULL,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `redactions_place` ON `redactions` (`text_hash`,`start`,`end`);--> statement-breakpoint
CREATE TABLE `redirects` (
	`from_slug` text PRIMARY KEY NOT NULL,
	`article_id` integer,
	`at` text NOT NULL,
	FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `releases` (
	`id` integer PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`hash` text NOT NULL,
	`pages` integer NOT NULL,
	`bytes` integer NOT NULL,
	`added` integer NOT NULL,
	`changed` integer NOT NULL,
	`removed` integer NOT NULL,
	`unchanged` integer NOT NULL,
	`held_back` text NOT NULL,
	`by` integer,
	`at` text NOT NULL,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `releases_number_unique` ON `releases` (`number`);--> statement-breakpoint
CREATE TABLE `renderings` (
	`text_hash` text NOT NULL,
	`renderer_version` integer NOT NULL,
	`html` text NOT NULL,
	`outcome` text NOT NULL,
	PRIMARY KEY(`text_hash`, `renderer_version`)
);
--> statement-breakpoint
CREATE TABLE `reviews` (
	`id` integer PRIMARY KEY NOT NULL,
	`article_id` integer NOT NULL,
	`version_id` integer NOT NULL,
	`asked_by` integer,
	`asked_at` text NOT NULL,
	`assignee_id` integer,
	`closed_by` integer,
	`closed_at` text,
	`outcome` text,
	`comment` text,
	FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`version_id`) REFERENCES `article_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asked_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignee_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`closed_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `reviews_article` ON `reviews` (`article_id`);--> statement-breakpoint
CREATE TABLE `safety_findings` (
	`id` integer PRIMARY KEY NOT NULL,
	`text_hash` text NOT NULL,
	`start` integer NOT NULL,
	`end` integer NOT NULL,
	`kind` text NOT NULL,
	`confidence` real NOT NULL,
	`found_at` text NOT NULL,
	`outcome` text,
	`outcome_reason` text,
	`outcome_by` integer,
	`outcome_at` text,
	FOREIGN KEY (`outcome_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `safety_findings_place` ON `safety_findings` (`text_hash`,`start`,`end`,`kind`);--> statement-breakpoint
CREATE TABLE `scan_marks` (
	`subject` text PRIMARY KEY NOT NULL,
	`text_hash` text NOT NULL,
	`judge` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `searches` (
	`id` integer PRIMARY KEY NOT NULL,
	`words` text NOT NULL,
	`results` integer NOT NULL,
	`place` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`user_id` integer,
	`data` text NOT NULL,
	`expires_at` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sessions_expires_at` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`changed_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `settlements` (
	`id` integer PRIMARY KEY NOT NULL,
	`flag_id` integer NOT NULL,
	`verdict` text NOT NULL,
	`reason` text NOT NULL,
	`scope` text DEFAULT '' NOT NULL,
	`by` integer,
	`at` text NOT NULL,
	`undone_at` text,
	FOREIGN KEY (`flag_id`) REFERENCES `flags`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "settlements_verdict" CHECK("verdict" in ('official-right', 'community-right', 'both-right', 'superseded', 'not-a-contradiction'))
);
--> statement-breakpoint
CREATE INDEX `settlements_flag` ON `settlements` (`flag_id`);--> statement-breakpoint
CREATE TABLE `sources` (
	`id` integer PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`authority` text NOT NULL,
	`format` text,
	`product_id` integer,
	`language` text DEFAULT 'en' NOT NULL,
	`is_internal` integer DEFAULT false NOT NULL,
	`is_public` integer DEFAULT false NOT NULL,
	`weight` real DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sources_authority" CHECK("authority" in ('official', 'community', 'case'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sources_slug_unique` ON `sources` (`slug`);--> statement-breakpoint
CREATE TABLE `splits` (
	`id` integer PRIMARY KEY NOT NULL,
	`article_id` integer NOT NULL,
	`new_article_id` integer NOT NULL,
	`from_version_id` integer NOT NULL,
	`left_version_id` integer NOT NULL,
	`by` integer,
	`at` text NOT NULL,
	`undone_at` text,
	FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`new_article_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`from_version_id`) REFERENCES `article_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`left_version_id`) REFERENCES `article_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `splits_article` ON `splits` (`article_id`);--> statement-breakpoint
CREATE INDEX `splits_new_article` ON `splits` (`new_article_id`);--> statement-breakpoint
CREATE TABLE `threads` (
	`id` integer PRIMARY KEY NOT NULL,
	`source_id` integer NOT NULL,
	`external_id` text NOT NULL,
	`raw_record_id` integer NOT NULL,
	`product_id` integer,
	`language` text NOT NULL,
	`title` text NOT NULL,
	`url` text,
	`author_name` text,
	`licence` text,
	`views` integer DEFAULT 0 NOT NULL,
	`score` integer DEFAULT 0 NOT NULL,
	`replies` integer DEFAULT 0 NOT NULL,
	`tags` text NOT NULL,
	`environment` text NOT NULL,
	`links` text NOT NULL,
	`participants` text NOT NULL,
	`resolution` text NOT NULL,
	`resolved_by` text,
	`resolution_reason` text,
	`resolved_at` text,
	`created_at` text NOT NULL,
	`updated_at` text,
	`content_hash` text NOT NULL,
	`removed_at` text,
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`raw_record_id`) REFERENCES `raw_records`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "threads_resolution" CHECK("resolution" in ('marked', 'closed', 'unknown'))
);
--> statement-breakpoint
CREATE INDEX `threads_product` ON `threads` (`product_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `threads_identity` ON `threads` (`source_id`,`external_id`);--> statement-breakpoint
CREATE TABLE `topics` (
	`id` integer PRIMARY KEY NOT NULL,
	`product_id` integer NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `topics_slug` ON `topics` (`product_id`,`slug`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`display_name` text NOT NULL,
	`password_hash` text NOT NULL,
	`must_change_password` integer DEFAULT false NOT NULL,
	`role` text NOT NULL,
	`is_limited` integer DEFAULT false NOT NULL,
	`disabled_at` text,
	`created_at` text NOT NULL,
	CONSTRAINT "users_role" CHECK("role" in ('agent', 'contributor', 'editor', 'publisher', 'admin'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_name_unique` ON `users` (`name`);--> statement-breakpoint
CREATE TABLE `validations` (
	`id` integer PRIMARY KEY NOT NULL,
	`version_id` integer NOT NULL,
	`by` integer,
	`at` text NOT NULL,
	FOREIGN KEY (`version_id`) REFERENCES `article_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `validations_version` ON `validations` (`version_id`);--> statement-breakpoint
CREATE TABLE `version_sources` (
	`id` integer PRIMARY KEY NOT NULL,
	`statement_id` integer NOT NULL,
	`post_id` integer,
	`document_id` integer,
	`source_text_hash` text NOT NULL,
	`was_accepted` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`statement_id`) REFERENCES `version_statements`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`document_id`) REFERENCES `documents`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "version_sources_one" CHECK((post_id is null) <> (document_id is null))
);
--> statement-breakpoint
CREATE INDEX `version_sources_statement` ON `version_sources` (`statement_id`);--> statement-breakpoint
CREATE INDEX `version_sources_post` ON `version_sources` (`post_id`);--> statement-breakpoint
CREATE INDEX `version_sources_document` ON `version_sources` (`document_id`);--> statement-breakpoint
CREATE TABLE `version_statements` (
	`id` integer PRIMARY KEY NOT NULL,
	`version_id` integer NOT NULL,
	`field` text NOT NULL,
	`position` integer NOT NULL,
	`text` text NOT NULL,
	`text_hash` text NOT NULL,
	FOREIGN KEY (`version_id`) REFERENCES `article_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `version_statements_place` ON `version_statements` (`version_id`,`field`,`position`);--> statement-breakpoint
CREATE TABLE `working_copies` (
	`article_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`based_on_id` integer,
	`content` text NOT NULL,
	`set_aside` text,
	`saved_at` text NOT NULL,
	PRIMARY KEY(`article_id`, `user_id`),
	FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`based_on_id`) REFERENCES `article_versions`(`id`) ON UPDATE no action ON DELETE no action
);
