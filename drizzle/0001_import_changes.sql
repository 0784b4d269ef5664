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
ALTER TABLE `import_failures` ADD `source_id` integer REFERENCES sources(id);--> statement-breakpoint
ALTER TABLE `import_failures` ADD `kind` text;--> statement-breakpoint
ALTER TABLE `import_failures` ADD `hash` text;--> statement-breakpoint
ALTER TABLE `import_failures` ADD `retried_at` text;--> statement-breakpoint
CREATE INDEX `import_failures_run` ON `import_failures` (`run_id`);--> statement-breakpoint
CREATE INDEX `import_failures_hash` ON `import_failures` (`hash`);--> statement-breakpoint
ALTER TABLE `import_runs` ADD `context` text DEFAULT '{}' NOT NULL;