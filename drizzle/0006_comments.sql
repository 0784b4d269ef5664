PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_posts` (
	`id` integer PRIMARY KEY NOT NULL,
	`thread_id` integer NOT NULL,
	`external_id` text NOT NULL,
	`position` integer NOT NULL,
	`role` text NOT NULL,
	`author_name` text,
	`body` text NOT NULL,
	`text_hash` text NOT NULL,
	`nature` text NOT NULL,
	`is_accepted` integer DEFAULT false NOT NULL,
	`score` integer DEFAULT 0 NOT NULL,
	`url` text,
	`licence` text,
	`language` text,
	`created_at` text NOT NULL,
	`edited_at` text,
	`removed_at` text,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "posts_role" CHECK("role" in ('asker', 'community', 'staff')),
	CONSTRAINT "posts_nature" CHECK("nature" in ('question', 'answer', 'thanks', 'me-too', 'asks-back', 'link-only', 'quote', 'comment'))
);
--> statement-breakpoint
INSERT INTO `__new_posts`("id", "thread_id", "external_id", "position", "role", "author_name", "body", "text_hash", "nature", "is_accepted", "score", "url", "licence", "language", "created_at", "edited_at", "removed_at") SELECT "id", "thread_id", "external_id", "position", "role", "author_name", "body", "text_hash", "nature", "is_accepted", "score", "url", "licence", "language", "created_at", "edited_at", "removed_at" FROM `posts`;--> statement-breakpoint
DROP TABLE `posts`;--> statement-breakpoint
ALTER TABLE `__new_posts` RENAME TO `posts`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `posts_thread` ON `posts` (`thread_id`,`position`);--> statement-breakpoint
CREATE INDEX `posts_text_hash` ON `posts` (`text_hash`);