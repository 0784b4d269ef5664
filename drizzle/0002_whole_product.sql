CREATE TABLE `bulk_acts` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`says` text NOT NULL,
	`changes` text NOT NULL,
	`by` integer,
	`at` text NOT NULL,
	`undone_at` text,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "bulk_acts_kind" CHECK("kind" in ('replace', 'file', 'review-date'))
);
--> statement-breakpoint
CREATE TABLE `catalogue_redirects` (
	`from_path` text PRIMARY KEY NOT NULL,
	`product_id` integer NOT NULL,
	`topic_id` integer,
	`at` text NOT NULL,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`topic_id`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `comments` (
	`id` integer PRIMARY KEY NOT NULL,
	`article_id` integer NOT NULL,
	`version_id` integer NOT NULL,
	`kind` text NOT NULL,
	`quote` text DEFAULT '' NOT NULL,
	`body` text NOT NULL,
	`mentions` text DEFAULT '[]' NOT NULL,
	`by` integer,
	`at` text NOT NULL,
	`resolved_by` integer,
	`resolved_at` text,
	FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`version_id`) REFERENCES `article_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`resolved_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "comments_kind" CHECK("kind" in ('comment', 'concern'))
);
--> statement-breakpoint
CREATE INDEX `comments_article` ON `comments` (`article_id`,`resolved_at`);--> statement-breakpoint
CREATE INDEX `comments_open` ON `comments` (`resolved_at`,`kind`);--> statement-breakpoint
CREATE TABLE `connections` (
	`source_id` integer PRIMARY KEY NOT NULL,
	`connector` text NOT NULL,
	`settings` text NOT NULL,
	`cursor` text,
	`progress` text,
	`problem` text,
	`process` integer,
	`synced_at` text,
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `contributor_wishes` (
	`id` integer PRIMARY KEY NOT NULL,
	`source_id` integer NOT NULL,
	`name` text NOT NULL,
	`form` text NOT NULL,
	`alias` text DEFAULT '' NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`by` integer,
	`at` text NOT NULL,
	`undone_at` text,
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "contributor_wishes_form" CHECK("form" in ('named', 'aliased', 'anonymous', 'withdrawn'))
);
--> statement-breakpoint
CREATE INDEX `contributor_wishes_name` ON `contributor_wishes` (`source_id`,`name`);--> statement-breakpoint
CREATE TABLE `erasures` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`subject_id` integer NOT NULL,
	`hash_before` text NOT NULL,
	`hash_after` text NOT NULL,
	`reason` text NOT NULL,
	`by` integer,
	`at` text NOT NULL,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `finding_overrides` (
	`id` integer PRIMARY KEY NOT NULL,
	`finding_id` integer NOT NULL,
	`reason` text NOT NULL,
	`requested_by` integer,
	`requested_at` text NOT NULL,
	`closed_by` integer,
	`closed_at` text,
	`outcome` text,
	FOREIGN KEY (`finding_id`) REFERENCES `safety_findings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`requested_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`closed_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "finding_overrides_outcome" CHECK("outcome" in ('approved', 'refused'))
);
--> statement-breakpoint
CREATE INDEX `finding_overrides_finding` ON `finding_overrides` (`finding_id`);--> statement-breakpoint
CREATE TABLE `hook_deliveries` (
	`digest` text PRIMARY KEY NOT NULL,
	`received_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `issue_states` (
	`id` integer PRIMARY KEY NOT NULL,
	`article_id` integer NOT NULL,
	`status` text NOT NULL,
	`version` text DEFAULT '' NOT NULL,
	`by` integer,
	`at` text NOT NULL,
	FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "issue_states_status" CHECK("status" in ('investigating', 'workaround', 'in-test', 'fixed'))
);
--> statement-breakpoint
CREATE INDEX `issue_states_article` ON `issue_states` (`article_id`);--> statement-breakpoint
CREATE TABLE `media` (
	`id` integer PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`name` text NOT NULL,
	`file_name` text NOT NULL,
	`type` text NOT NULL,
	`size` integer NOT NULL,
	`width` integer,
	`height` integer,
	`alt` text DEFAULT '' NOT NULL,
	`source_url` text,
	`by` integer,
	`created_at` text NOT NULL,
	`bytes` blob NOT NULL,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `media_hash_unique` ON `media` (`hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `media_name_unique` ON `media` (`name`);--> statement-breakpoint
CREATE TABLE `media_uses` (
	`media_id` integer NOT NULL,
	`version_id` integer NOT NULL,
	PRIMARY KEY(`media_id`, `version_id`),
	FOREIGN KEY (`media_id`) REFERENCES `media`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`version_id`) REFERENCES `article_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `media_uses_version` ON `media_uses` (`version_id`);--> statement-breakpoint
CREATE TABLE `opinions` (
	`claim_hash` text NOT NULL,
	`evidence_hash` text NOT NULL,
	`judge` text NOT NULL,
	`label` text NOT NULL,
	`confidence` real NOT NULL,
	`rationale` text DEFAULT '' NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`claim_hash`, `evidence_hash`, `judge`),
	CONSTRAINT "opinions_label" CHECK("label" in ('contradiction', 'neutral', 'entailment', 'abstain'))
);
--> statement-breakpoint
CREATE TABLE `product_versions` (
	`id` integer PRIMARY KEY NOT NULL,
	`product_id` integer NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	`added_at` text NOT NULL,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `product_versions_name` ON `product_versions` (`product_id`,`name`);--> statement-breakpoint
CREATE TABLE `requests` (
	`id` integer PRIMARY KEY NOT NULL,
	`words` text NOT NULL,
	`detail` text DEFAULT '' NOT NULL,
	`product_id` integer,
	`case_ref` text DEFAULT '' NOT NULL,
	`by` integer,
	`at` text NOT NULL,
	`article_id` integer,
	`closed_by` integer,
	`closed_at` text,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`closed_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `requests_open` ON `requests` (`closed_at`);--> statement-breakpoint
CREATE TABLE `saved_views` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`query` text NOT NULL,
	`user_id` integer NOT NULL,
	`is_shared` integer DEFAULT false NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_views_name` ON `saved_views` (`user_id`,`name`);--> statement-breakpoint
CREATE TABLE `schedules` (
	`id` integer PRIMARY KEY NOT NULL,
	`article_id` integer NOT NULL,
	`act` text NOT NULL,
	`due_at` text NOT NULL,
	`version_id` integer,
	`reason` text DEFAULT '' NOT NULL,
	`by` integer,
	`at` text NOT NULL,
	`ended_at` text,
	`problem` text,
	`cancelled_at` text,
	FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`version_id`) REFERENCES `article_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "schedules_act" CHECK("act" in ('publish', 'expire'))
);
--> statement-breakpoint
CREATE INDEX `schedules_article` ON `schedules` (`article_id`);--> statement-breakpoint
CREATE INDEX `schedules_open` ON `schedules` (`ended_at`,`cancelled_at`,`due_at`);--> statement-breakpoint
CREATE TABLE `sync_wishes` (
	`source_id` integer NOT NULL,
	`external_id` text NOT NULL,
	`asked_at` text NOT NULL,
	PRIMARY KEY(`source_id`, `external_id`),
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `uploads` (
	`id` integer PRIMARY KEY NOT NULL,
	`folder` text NOT NULL,
	`files` text NOT NULL,
	`choices` text DEFAULT '{}' NOT NULL,
	`created_at` text NOT NULL,
	`by` integer,
	`started_at` text,
	`run_id` integer,
	`progress` text,
	`problem` text,
	`finished_at` text,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`run_id`) REFERENCES `import_runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `uploads_folder_unique` ON `uploads` (`folder`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_posts` (
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
	CONSTRAINT "posts_nature" CHECK("nature" in ('question', 'answer', 'thanks', 'me-too', 'asks-back', 'link-only', 'quote', 'comment'))
);
--> statement-breakpoint
INSERT INTO `__new_posts`("id", "thread_id", "external_id", "position", "role", "author_name", "body", "text_hash", "nature", "is_accepted", "score", "url", "licence", "language", "created_at", "edited_at", "removed_at") SELECT "id", "thread_id", "external_id", "position", "role", "author_name", "body", "text_hash", "nature", "is_accepted", "score", "url", "licence", "language", "created_at", "edited_at", "removed_at" FROM `posts`;--> statement-breakpoint
DROP TABLE `posts`;--> statement-breakpoint
ALTER TABLE `__new_posts` RENAME TO `posts`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `posts_thread` ON `posts` (`thread_id`,`position`);--> statement-breakpoint
CREATE INDEX `posts_text_hash` ON `posts` (`text_hash`);--> statement-breakpoint
ALTER TABLE `articles` ADD `translation_of_id` integer REFERENCES articles(id);--> statement-breakpoint
ALTER TABLE `articles` ADD `verifier_id` integer REFERENCES users(id);--> statement-breakpoint
ALTER TABLE `articles` ADD `review_days` integer;--> statement-breakpoint
ALTER TABLE `articles` ADD `review_at` text;--> statement-breakpoint
ALTER TABLE `candidate_decisions` ADD `coverage` real;--> statement-breakpoint
ALTER TABLE `import_runs` ADD `process` integer;--> statement-breakpoint
ALTER TABLE `settlements` ADD `version_id` integer REFERENCES article_versions(id);--> statement-breakpoint
ALTER TABLE `sources` ADD `mapping` text;--> statement-breakpoint
ALTER TABLE `sources` ADD `licence` text;--> statement-breakpoint
ALTER TABLE `topics` ADD `parent_id` integer REFERENCES topics(id);--> statement-breakpoint
ALTER TABLE `topics` ADD `tags` text DEFAULT '[]' NOT NULL;