DELETE FROM webhook_delivery;
DELETE FROM webhook_event;
DELETE FROM webhook_lease;
