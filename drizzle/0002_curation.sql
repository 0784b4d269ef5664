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
ALTER TABLE `articles` ADD `translation_of_id` integer REFERENCES articles(id);--> statement-breakpoint
ALTER TABLE `articles` ADD `verifier_id` integer REFERENCES users(id);--> statement-breakpoint
ALTER TABLE `articles` ADD `review_days` integer;--> statement-breakpoint
ALTER TABLE `articles` ADD `review_at` text;--> statement-breakpoint
ALTER TABLE `topics` ADD `parent_id` integer REFERENCES topics(id);--> statement-breakpoint
ALTER TABLE `topics` ADD `tags` text DEFAULT '[]' NOT NULL;