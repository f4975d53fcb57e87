DELETE FROM webhook_delivery;
DELETE FROM webhook_event;
DELETE FROM webhook_lease;
DELETE FROM webhook_order_key;
DELETE FROM webhook_node;
DELETE FROM webhook_attempt;
DELETE FROM webhook_gate;
DELETE FROM webhook_alert;
