// Loaded before a plugin that serves several engines. A connection that one has left goes on being tried, and would fail the
// calls to a later engine that got its port: grpc-js shares it by address [load-balancer-pick-first.js, sticky failures].
const grpc = require.resolve("@grpc/grpc-js", { paths: [process.argv[1] ?? __dirname] });
const { SubchannelPool } = require(
  require.resolve("./subchannel-pool.js", { paths: [require("node:path").dirname(grpc)] }),
);
const { connectivityState } = require(grpc);

const find = SubchannelPool.prototype.getOrCreateSubchannel;
SubchannelPool.prototype.getOrCreateSubchannel = function (target, ...how) {
  const found = find.call(this, target, ...how);
  if (found.getConnectivityState() !== connectivityState.TRANSIENT_FAILURE) return found;
  for (const [address, entries] of Object.entries(this.pool)) {
    this.pool[address] = entries.filter(({ subchannel }) => subchannel !== found);
  }
  found.unref();
  return find.call(this, target, ...how);
};
