// The folder it is built in lies below the one with node_modules.
export default { turbopack: { root: process.env.HOSTS_ROOT }, typescript: {} };
