CREATE TABLE `candidate_tags` (
	`tag` text NOT NULL,
	`candidate_id` integer NOT NULL,
	PRIMARY KEY(`tag`, `candidate_id`),
	FOREIGN KEY (`candidate_id`) REFERENCES `candidates`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `candidate_tags_candidate` ON `candidate_tags` (`candidate_id`);--> statement-breakpoint
CREATE TABLE `cluster_decisions` (
	`id` integer PRIMARY KEY NOT NULL,
	`thread_a` integer NOT NULL,
	`thread_b` integer NOT NULL,
	`hash_a` text NOT NULL,
	`hash_b` text NOT NULL,
	`decision` text NOT NULL,
	`by` integer,
	`at` text NOT NULL,
	`undone_at` text,
	FOREIGN KEY (`thread_a`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread_b`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "cluster_decisions_decision" CHECK("decision" in ('same', 'not-same'))
);
--> statement-breakpoint
CREATE INDEX `cluster_decisions_a` ON `cluster_decisions` (`thread_a`);--> statement-breakpoint
CREATE INDEX `cluster_decisions_b` ON `cluster_decisions` (`thread_b`);--> statement-breakpoint
CREATE TABLE `placements` (
	`thread_id` integer PRIMARY KEY NOT NULL,
	`cluster_id` integer,
	`queue_class` text NOT NULL,
	`covered_by_article_id` integer,
	`covered_by_document_id` integer,
	`coverage` real NOT NULL,
	`reasons` text NOT NULL,
	`content_hash` text NOT NULL,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cluster_id`) REFERENCES `clusters`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`covered_by_article_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`covered_by_document_id`) REFERENCES `documents`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "placements_queue_class" CHECK("queue_class" in ('known-agrees', 'known-disagrees', 'not-captured', 'new'))
);
--> statement-breakpoint
CREATE INDEX `placements_cluster` ON `placements` (`cluster_id`);--> statement-breakpoint
CREATE INDEX `placements_article` ON `placements` (`covered_by_article_id`);--> statement-breakpoint
CREATE INDEX `placements_document` ON `placements` (`covered_by_document_id`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_candidate_decisions` (
	`id` integer PRIMARY KEY NOT NULL,
	`candidate_id` integer NOT NULL,
	`decision` text NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`article_id` integer,
	`assignee_id` integer,
	`until` text,
	`content_hash` text NOT NULL,
	`by` integer,
	`at` text NOT NULL,
	`undone_at` text,
	FOREIGN KEY (`candidate_id`) REFERENCES `candidates`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignee_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "candidate_decisions_decision" CHECK("decision" in ('promoted', 'merged', 'dismissed', 'snoozed', 'assigned', 'called-public', 'called-case'))
);
--> statement-breakpoint
INSERT INTO `__new_candidate_decisions`("id", "candidate_id", "decision", "reason", "article_id", "assignee_id", "until", "content_hash", "by", "at", "undone_at") SELECT "id", "candidate_id", "decision", "reason", "article_id", "assignee_id", "until", "content_hash", "by", "at", "undone_at" FROM `candidate_decisions`;--> statement-breakpoint
DROP TABLE `candidate_decisions`;--> statement-breakpoint
ALTER TABLE `__new_candidate_decisions` RENAME TO `candidate_decisions`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `candidate_decisions_candidate` ON `candidate_decisions` (`candidate_id`);--> statement-breakpoint
CREATE TABLE `__new_candidates` (
	`id` integer PRIMARY KEY NOT NULL,
	`thread_id` integer NOT NULL,
	`cluster_id` integer,
	`queue_class` text NOT NULL,
	`safety_class` text NOT NULL,
	`score` real NOT NULL,
	`reasons` text NOT NULL,
	`covered_by_article_id` integer,
	`covered_by_document_id` integer,
	`class_reasons` text NOT NULL,
	`safety_reasons` text NOT NULL,
	`asks` real NOT NULL,
	`is_lead` integer DEFAULT true NOT NULL,
	`product_id` integer,
	`source_id` integer NOT NULL,
	`asked_at` text NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`snoozed_until` text,
	`assignee_id` integer,
	`content_hash` text NOT NULL,
	`nominated_at` text NOT NULL,
	`changed_at` text,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cluster_id`) REFERENCES `clusters`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`covered_by_article_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`covered_by_document_id`) REFERENCES `documents`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignee_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "candidates_state" CHECK("state" in ('open', 'promoted', 'merged', 'dismissed', 'snoozed', 'gone')),
	CONSTRAINT "candidates_queue_class" CHECK("queue_class" in ('known-agrees', 'known-disagrees', 'not-captured', 'new')),
	CONSTRAINT "candidates_safety_class" CHECK("safety_class" in ('public-ok', 'case-only'))
);
--> statement-breakpoint
INSERT INTO `__new_candidates`("id", "thread_id", "cluster_id", "queue_class", "safety_class", "score", "reasons", "covered_by_article_id", "covered_by_document_id", "class_reasons", "safety_reasons", "asks", "is_lead", "product_id", "source_id", "asked_at", "state", "snoozed_until", "assignee_id", "content_hash", "nominated_at", "changed_at") SELECT "id", "thread_id", "cluster_id", "queue_class", "safety_class", "score", "reasons", "covered_by_article_id", "covered_by_document_id", '[]', '[]', 1, true, (SELECT product_id FROM threads WHERE threads.id = thread_id), (SELECT source_id FROM threads WHERE threads.id = thread_id), (SELECT created_at FROM threads WHERE threads.id = thread_id), coalesce((SELECT CASE decision WHEN 'assigned' THEN 'open' ELSE decision END FROM candidate_decisions d WHERE d.candidate_id = candidates.id AND d.undone_at IS NULL AND d.decision <> 'assigned' ORDER BY d.id DESC LIMIT 1), 'open'), NULL, NULL, "content_hash", "nominated_at", "changed_at" FROM `candidates`;--> statement-breakpoint
DROP TABLE `candidates`;--> statement-breakpoint
ALTER TABLE `__new_candidates` RENAME TO `candidates`;--> statement-breakpoint
CREATE UNIQUE INDEX `candidates_thread_id_unique` ON `candidates` (`thread_id`);--> statement-breakpoint
CREATE INDEX `candidates_queue` ON `candidates` (`state`,`queue_class`,`safety_class`,`product_id`,`source_id`,`score`,`asks`);--> statement-breakpoint
CREATE INDEX `candidates_score` ON `candidates` (`state`,`score`);--> statement-breakpoint
CREATE INDEX `candidates_state_asked` ON `candidates` (`state`,`asked_at`);--> statement-breakpoint
CREATE INDEX `candidates_assignee` ON `candidates` (`assignee_id`);--> statement-breakpoint
CREATE INDEX `candidates_cluster` ON `candidates` (`cluster_id`);--> statement-breakpoint
ALTER TABLE `clusters` ADD `best_post_id` integer REFERENCES posts(id);--> statement-breakpoint
ALTER TABLE `clusters` ADD `best_reason` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `clusters` ADD `size` integer DEFAULT 1 NOT NULL;