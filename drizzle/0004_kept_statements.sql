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
ALTER TABLE `scan_marks` ADD `post_id` integer;--> statement-breakpoint
ALTER TABLE `scan_marks` ADD `article_id` integer;--> statement-breakpoint
ALTER TABLE `scan_marks` ADD `claims` blob;--> statement-breakpoint
CREATE INDEX `scan_marks_post` ON `scan_marks` (`post_id`);--> statement-breakpoint
CREATE INDEX `scan_marks_article` ON `scan_marks` (`article_id`);--> statement-breakpoint
CREATE INDEX `scan_marks_waiting` ON `scan_marks` (`post_id`,`article_id`) WHERE judge = '';