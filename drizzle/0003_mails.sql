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
CREATE INDEX `mails_user` ON `mails` (`user_id`);