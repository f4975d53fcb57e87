CREATE TABLE IF NOT EXISTS webhook_endpoint (
	application varchar(100) NOT NULL,
	id varchar(100) NOT NULL,
	tenant varchar(255) NOT NULL,
	client_key varchar(43) CHARACTER SET ascii COLLATE ascii_bin,
	url varchar(2048) NOT NULL,
	description varchar(500),
	events mediumtext NOT NULL,
	message_filter mediumtext,
	signature mediumtext NOT NULL,
	rate_per_minute integer,
	ssl_bundle varchar(100),
	metadata mediumtext,
	ordered boolean NOT NULL,
	headers mediumtext,
	headers_key_id varchar(40),
	header_names mediumtext,
	status varchar(10) NOT NULL,
	status_reason varchar(255),
	status_since datetime(6) NOT NULL,
	version bigint NOT NULL,
	revision bigint NOT NULL,
	created_at datetime(6) NOT NULL,
	updated_at datetime(6) NOT NULL,
	PRIMARY KEY (application, id),
	UNIQUE KEY webhook_endpoint_key (client_key),
	KEY webhook_endpoint_tenant (application, tenant, id),
	KEY webhook_endpoint_revision (application, revision),
	KEY webhook_endpoint_status (application, status, updated_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS webhook_secret (
	application varchar(100) NOT NULL,
	endpoint_id varchar(100) NOT NULL,
	secret_number integer NOT NULL,
	secret mediumtext NOT NULL,
	key_id varchar(40) NOT NULL,
	created_at datetime(6) NOT NULL,
	expires_at datetime(6),
	PRIMARY KEY (application, endpoint_id, secret_number)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS webhook_revision (
	application varchar(100) NOT NULL,
	revision bigint NOT NULL,
	PRIMARY KEY (application)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
