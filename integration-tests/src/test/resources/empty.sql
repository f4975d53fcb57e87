DELETE FROM webhook_delivery;
DELETE FROM webhook_event;
DELETE FROM webhook_lease;
DELETE FROM webhook_order_key;
DELETE FROM webhook_node;
