CREATE INDEX `articles_product` ON `articles` (`product_id`,`topic_id`);--> statement-breakpoint
CREATE INDEX `articles_translation` ON `articles` (`translation_of_id`);--> statement-breakpoint
CREATE INDEX `candidate_decisions_article` ON `candidate_decisions` (`article_id`);--> statement-breakpoint
CREATE INDEX `publications_at` ON `publications` (`at`,`article_id`);--> statement-breakpoint
CREATE INDEX `publications_article` ON `publications` (`article_id`);