CREATE TABLE `catalogue_merges` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`into_product_id` integer NOT NULL,
	`into_topic_id` integer,
	`moved` text NOT NULL,
	`by` integer,
	`at` text NOT NULL,
	`undone_at` text,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "catalogue_merges_kind" CHECK("kind" in ('product', 'topic'))
);
--> statement-breakpoint
CREATE INDEX `catalogue_merges_into` ON `catalogue_merges` (`into_product_id`);--> statement-breakpoint
CREATE TABLE `mail_items` (
	`user_id` integer NOT NULL,
	`key` text NOT NULL,
	`mail_id` integer NOT NULL,
	PRIMARY KEY(`user_id`, `key`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`mail_id`) REFERENCES `mails`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `mail_items_mail` ON `mail_items` (`mail_id`);--> statement-breakpoint
CREATE TABLE `mail_wishes` (
	`user_id` integer PRIMARY KEY NOT NULL,
	`address` text NOT NULL,
	`choice` text NOT NULL,
	`changed_at` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "mail_wishes_choice" CHECK("choice" in ('off', 'at-once', 'daily'))
);
--> statement-breakpoint
CREATE TABLE `mails` (
	`id` integer PRIMARY KEY NOT NULL,
	`user_id` integer NOT NULL,
	`at` text NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`next_at` text NOT NULL,
	`started_at` text,
	`ended_at` text,
	`outcome` text,
	`problem` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "mails_outcome" CHECK("outcome" in ('sent', 'refused', 'unknown', 'not-needed'))
);
--> statement-breakpoint
CREATE INDEX `mails_open` ON `mails` (`ended_at`,`next_at`);--> statement-breakpoint
CREATE INDEX `mails_user` ON `mails` (`user_id`);--> statement-breakpoint
CREATE TABLE `official_concepts` (
	`concept` integer PRIMARY KEY NOT NULL,
	`sentences` integer NOT NULL,
	`statements` blob NOT NULL,
	`mentions` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `official_statements` (
	`id` integer PRIMARY KEY NOT NULL,
	`subject` text NOT NULL,
	`document_id` integer,
	`version_id` integer,
	`article_id` integer,
	`product_id` integer,
	`field` text,
	`concepts` blob NOT NULL,
	`frame` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `official_statements_subject` ON `official_statements` (`subject`);--> statement-breakpoint
CREATE INDEX `official_statements_document` ON `official_statements` (`document_id`);--> statement-breakpoint
CREATE INDEX `official_statements_article` ON `official_statements` (`article_id`);--> statement-breakpoint
DROP INDEX `candidates_by_need`;--> statement-breakpoint
DROP INDEX `candidates_by_age`;--> statement-breakpoint
CREATE INDEX `candidates_by_class` ON `candidates` (`state`,`is_lead`,`queue_class`,`score`,`safety_class`,`product_id`,`source_id`,`asked_at`,`assignee_id`,`asks`);--> statement-breakpoint
CREATE INDEX `candidates_by_need` ON `candidates` (`state`,`score`,`is_lead`,`queue_class`,`safety_class`,`product_id`,`source_id`,`asked_at`,`assignee_id`,`asks`);--> statement-breakpoint
CREATE INDEX `candidates_by_age` ON `candidates` (`state`,`asked_at`,`is_lead`,`queue_class`,`safety_class`,`product_id`,`source_id`,`assignee_id`);--> statement-breakpoint
ALTER TABLE `connections` ADD `asked_id` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `import_runs` ADD `left_out` text DEFAULT '{"ignored":{},"removed":{},"files":[]}' NOT NULL;--> statement-breakpoint
ALTER TABLE `placements` ADD `length` real DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `placements_coverage` ON `placements` (`coverage`);--> statement-breakpoint
ALTER TABLE `scan_marks` ADD `post_id` integer;--> statement-breakpoint
ALTER TABLE `scan_marks` ADD `article_id` integer;--> statement-breakpoint
ALTER TABLE `scan_marks` ADD `claims` blob;--> statement-breakpoint
CREATE INDEX `scan_marks_post` ON `scan_marks` (`post_id`);--> statement-breakpoint
CREATE INDEX `scan_marks_article` ON `scan_marks` (`article_id`);--> statement-breakpoint
CREATE INDEX `scan_marks_waiting` ON `scan_marks` (`post_id`,`article_id`) WHERE judge = '';--> statement-breakpoint
ALTER TABLE `working_copies` ADD `thrown_at` text;--> statement-breakpoint
CREATE INDEX `articles_product` ON `articles` (`product_id`,`topic_id`);--> statement-breakpoint
CREATE INDEX `articles_translation` ON `articles` (`translation_of_id`);--> statement-breakpoint
CREATE INDEX `candidate_decisions_article` ON `candidate_decisions` (`article_id`);--> statement-breakpoint
CREATE INDEX `publications_at` ON `publications` (`at`,`article_id`);--> statement-breakpoint
CREATE INDEX `publications_article` ON `publications` (`article_id`);