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
ALTER TABLE `working_copies` ADD `set_aside` text;