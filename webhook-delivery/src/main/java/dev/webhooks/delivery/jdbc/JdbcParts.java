package dev.webhooks.delivery.jdbc;

import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.query.BacklogQueries;
import dev.webhooks.delivery.jdbc.query.ChannelBacklogs;
import dev.webhooks.delivery.jdbc.query.DeliveryQueries;
import dev.webhooks.delivery.jdbc.tables.AlertTable;
import dev.webhooks.delivery.jdbc.tables.AttemptTable;
import dev.webhooks.delivery.jdbc.tables.EventTable;
import dev.webhooks.delivery.jdbc.tables.GateTable;
import dev.webhooks.delivery.jdbc.tables.LeaseTable;
import dev.webhooks.delivery.jdbc.tables.NodeTable;
import dev.webhooks.delivery.jdbc.tables.OrderKeyTable;
import dev.webhooks.delivery.jdbc.tables.ProbedGateTable;

/**
 * The parts of a store in a database.
 *
 * @param events reads events
 * @param inserts adds events
 * @param leases the leases of batches
 * @param orderKeys the order keys with open deliveries
 * @param dueDestinations finds destinations that have something due
 * @param openDestinations finds all destinations that have something open
 * @param claims leases deliveries
 * @param orderedClaims leases order keys with their deliveries
 * @param ends records the ends of attempts
 * @param renewals renews leases
 * @param changes what operators change
 * @param queries what operators ask
 * @param backlog counts all there is to do
 * @param channels looks at what there is to do, at little cost
 * @param oldEvents removes what is old
 * @param nodes the nodes that live
 * @param orphans deliveries that no node wants
 * @param lost deliveries that have no lease
 * @param gates the gates that are closed
 * @param probedGates those that circuit breakers have closed
 * @param passages lets probes through these
 * @param attempts the attempts that are kept
 * @param alerts the alerts that stand
 */
record JdbcParts(EventTable events, MessageInserts inserts, LeaseTable leases, OrderKeyTable orderKeys,
		DueDestinations dueDestinations, OpenDestinations openDestinations, DeliveryClaims claims,
		OrderedClaims orderedClaims, DeliveryEnds ends, LeaseRenewals renewals, DeliveryChanges changes,
		DeliveryQueries queries, BacklogQueries backlog, ChannelBacklogs channels, OldEvents oldEvents, NodeTable nodes,
		OrphanedDeliveries orphans, LostDeliveries lost, GateTable gates, ProbedGateTable probedGates,
		GatePassages passages, AttemptTable attempts, AlertTable alerts) {

	/**
	 * Makes the parts.
	 * @param database the database
	 * @param impatient the same, with a limit on the time of statements for which others
	 * wait
	 */
	static JdbcParts of(Database database, Database impatient) {
		LeaseTable leases = new LeaseTable(database);
		OrderKeyTable orderKeys = new OrderKeyTable(database);
		OrderKeyTable impatientKeys = new OrderKeyTable(impatient);
		DeliveryChanges changes = new DeliveryChanges(database, orderKeys);
		NodeTable nodes = new NodeTable(database);
		ProbedGateTable probedGates = new ProbedGateTable(impatient);
		return new JdbcParts(new EventTable(database), new MessageInserts(database, orderKeys, leases),
				new LeaseTable(impatient), orderKeys, new DueDestinations(impatient), new OpenDestinations(impatient),
				new DeliveryClaims(impatient), new OrderedClaims(impatient, impatientKeys),
				new DeliveryEnds(database, orderKeys), new LeaseRenewals(impatient), changes,
				new DeliveryQueries(database), new BacklogQueries(database, leases),
				new ChannelBacklogs(impatient, new LeaseTable(impatient)), new OldEvents(database, orderKeys), nodes,
				new OrphanedDeliveries(database, new OpenDestinations(impatient), nodes, changes),
				new LostDeliveries(database, changes), new GateTable(impatient), probedGates,
				new GatePassages(probedGates), new AttemptTable(database), new AlertTable(impatient));
	}

}
