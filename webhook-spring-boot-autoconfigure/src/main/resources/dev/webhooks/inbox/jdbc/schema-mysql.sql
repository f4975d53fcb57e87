CREATE TABLE IF NOT EXISTS webhook_event (
	id binary(16) NOT NULL,
	application varchar(100) NOT NULL,
	provider varchar(100) NOT NULL,
	tenant varchar(255) NOT NULL,
	dedupe_key varchar(255) NOT NULL,
	original_id longtext,
	event_type varchar(255) NOT NULL,
	event_types mediumtext,
	headers mediumtext NOT NULL,
	body longblob,
	document longblob,
	context mediumtext,
	occurred_at datetime(6),
	received_at datetime(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY webhook_event_key (dedupe_key, tenant, provider, application)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS webhook_delivery (
	event_id binary(16) NOT NULL,
	listener varchar(500) NOT NULL,
	application varchar(100) NOT NULL,
	provider varchar(100) NOT NULL,
	status varchar(10) NOT NULL,
	triggered_by varchar(10) NOT NULL,
	attempts integer NOT NULL,
	takeovers integer NOT NULL,
	event_size integer NOT NULL,
	next_attempt_at datetime(6),
	claim_token bigint,
	order_key varchar(43) CHARACTER SET ascii COLLATE ascii_bin,
	order_position bigint,
	open_order_key varchar(43) CHARACTER SET ascii COLLATE ascii_bin,
	finished_at datetime(6),
	dead_at datetime(6),
	last_error varchar(1000),
	PRIMARY KEY (event_id, listener),
	KEY webhook_delivery_due (application, provider, listener, next_attempt_at),
	KEY webhook_delivery_status (application, status, event_id),
	KEY webhook_delivery_order (open_order_key, listener, order_position)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS webhook_order_key (
	order_key varchar(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	listener varchar(500) NOT NULL,
	application varchar(100) NOT NULL,
	provider varchar(100) NOT NULL,
	last_position bigint NOT NULL,
	due_at datetime(6),
	claim_token bigint,
	claimed_to bigint,
	PRIMARY KEY (order_key, listener),
	KEY webhook_order_key_due (application, provider, listener, due_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS webhook_lease (
	token bigint NOT NULL,
	first_event binary(16) NOT NULL,
	last_event binary(16) NOT NULL,
	ends_at datetime(6) NOT NULL,
	PRIMARY KEY (token, first_event, last_event),
	KEY webhook_lease_end (ends_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS webhook_node (
	application varchar(100) NOT NULL,
	node varchar(36) NOT NULL,
	targets mediumtext NOT NULL,
	seen_at datetime(6) NOT NULL,
	PRIMARY KEY (application, node)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
