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
CREATE INDEX `schedules_open` ON `schedules` (`ended_at`,`cancelled_at`,`due_at`);