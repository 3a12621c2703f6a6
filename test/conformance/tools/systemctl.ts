import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NetnsHost } from './netns-hosts';

/** No systemd is process 1 on a host of a test: a stand-in runs what units and drop-ins say. See systemctl.sh. */
export async function installSystemctl(host: NetnsHost): Promise<void> {
  const script = readFileSync(join(import.meta.dirname, 'systemctl.sh'), 'utf8');
  await host.must('rm -f /usr/bin/systemctl; cat >/usr/bin/systemctl; chmod 755 /usr/bin/systemctl', script);
  // What sd_booted(3) looks at.
  await host.must('mkdir -p /run/systemd/system');
}

/** What was asked of it, apart from questions, since the last time. */
export const systemctlLog = async (host: NetnsHost): Promise<string[]> => {
  const text = await host.must('cat /run/systemctl.log 2>/dev/null; : >/run/systemctl.log');
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('reset-failed'));
};
