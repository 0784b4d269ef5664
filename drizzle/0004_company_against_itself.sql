CREATE TABLE `scans` (
	`id` integer PRIMARY KEY NOT NULL,
	`by` integer,
	`process` integer NOT NULL,
	`progress` text DEFAULT '' NOT NULL,
	`scanned` integer DEFAULT 0 NOT NULL,
	`flags` integer DEFAULT 0 NOT NULL,
	`started_at` text NOT NULL,
	`finished_at` text,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_flags` (
	`id` integer PRIMARY KEY NOT NULL,
	`fingerprint` text NOT NULL,
	`kind` text NOT NULL,
	`tier` text NOT NULL,
	`confidence` real NOT NULL,
	`reason` text NOT NULL,
	`compared` text NOT NULL,
	`product_id` integer,
	`claim_post_id` integer,
	`claim_version_id` integer,
	`claim_document_id` integer,
	`claim_field` text,
	`claim_quote` text NOT NULL,
	`claim_start` integer NOT NULL,
	`claim_end` integer NOT NULL,
	`claim_text_hash` text NOT NULL,
	`evidence_document_id` integer,
	`evidence_version_id` integer,
	`evidence_field` text,
	`evidence_quote` text NOT NULL,
	`evidence_start` integer NOT NULL,
	`evidence_end` integer NOT NULL,
	`evidence_text_hash` text NOT NULL,
	`judge` text NOT NULL,
	`raised_by` integer,
	`created_at` text NOT NULL,
	`outdated_at` text,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`claim_post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`claim_version_id`) REFERENCES `article_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`claim_document_id`) REFERENCES `documents`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`evidence_document_id`) REFERENCES `documents`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`evidence_version_id`) REFERENCES `article_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`raised_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "flags_tier" CHECK("tier" in ('high', 'review')),
	CONSTRAINT "flags_claim_one" CHECK((claim_post_id is not null) + (claim_version_id is not null) + (claim_document_id is not null) = 1),
	CONSTRAINT "flags_evidence_one" CHECK((evidence_document_id is null) <> (evidence_version_id is null))
);
--> statement-breakpoint
INSERT INTO `__new_flags`("id", "fingerprint", "kind", "tier", "confidence", "reason", "compared", "product_id", "claim_post_id", "claim_version_id", "claim_document_id", "claim_field", "claim_quote", "claim_start", "claim_end", "claim_text_hash", "evidence_document_id", "evidence_version_id", "evidence_field", "evidence_quote", "evidence_start", "evidence_end", "evidence_text_hash", "judge", "raised_by", "created_at", "outdated_at") SELECT "id", "fingerprint", "kind", "tier", "confidence", "reason", "compared", "product_id", "claim_post_id", "claim_version_id", NULL, "claim_field", "claim_quote", "claim_start", "claim_end", "claim_text_hash", "evidence_document_id", "evidence_version_id", "evidence_field", "evidence_quote", "evidence_start", "evidence_end", "evidence_text_hash", "judge", "raised_by", "created_at", "outdated_at" FROM `flags`;--> statement-breakpoint
DROP TABLE `flags`;--> statement-breakpoint
ALTER TABLE `__new_flags` RENAME TO `flags`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `flags_fingerprint_unique` ON `flags` (`fingerprint`);--> statement-breakpoint
CREATE INDEX `flags_claim_post` ON `flags` (`claim_post_id`);--> statement-breakpoint
CREATE INDEX `flags_claim_version` ON `flags` (`claim_version_id`);--> statement-breakpoint
CREATE INDEX `flags_claim_document` ON `flags` (`claim_document_id`);--> statement-breakpoint
CREATE INDEX `flags_evidence_document` ON `flags` (`evidence_document_id`);--> statement-breakpoint
CREATE INDEX `flags_evidence_version` ON `flags` (`evidence_version_id`);--> statement-breakpoint
DROP INDEX `scan_marks_waiting`;--> statement-breakpoint
ALTER TABLE `scan_marks` ADD `document_id` integer;--> statement-breakpoint
CREATE INDEX `scan_marks_document` ON `scan_marks` (`document_id`);--> statement-breakpoint
CREATE INDEX `scan_marks_waiting` ON `scan_marks` (`post_id`,`document_id`,`article_id`) WHERE judge = '';