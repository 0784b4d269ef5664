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
CREATE TABLE `hook_deliveries` (
	`digest` text PRIMARY KEY NOT NULL,
	`received_at` text NOT NULL
);
--> statement-breakpoint
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
ALTER TABLE `import_runs` ADD `process` integer;--> statement-breakpoint
ALTER TABLE `sources` ADD `mapping` text;--> statement-breakpoint
ALTER TABLE `sources` ADD `licence` text;