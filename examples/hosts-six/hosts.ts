import { App, HostsStack } from 'gpulab/hosts';

// Machines, users, jump host and trust stand in the inventory. Here stands what is Terraform's: the state may be kept elsewhere,
// as backend: { s3: { bucket: 'lab-state', key: 'hosts', region: 'campus' } }.
const app = new App();
new HostsStack(app, 'hosts', { inventory: 'inventory.yaml' });
app.synth();
