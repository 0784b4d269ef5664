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
CREATE UNIQUE INDEX `saved_views_name` ON `saved_views` (`user_id`,`name`);