import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { External } from '../core/external';
import { LabChart } from '../core/lab-chart';
import { recordCall, recordPosition, withinOurs } from '../core/private/place';
import { type RowChart, RowCharts } from '../core/private/row-charts';
import { RowTemplate } from '../core/private/row-template';
import { stateOf } from '../core/private/state';
import { report } from '../core/rules/report';
import type { IntegerValue } from '../core/values/integer-value';
import type { StringValue } from '../core/values/string-value';
import { isNewTo } from './private/capacity';
import type { Roster, Student } from './roster';

/** Properties of `RosterCharts`. */
export interface RosterChartsProps {
  /** The students. */
  readonly roster: Roster;
}

/**
 * A chart for each student of a roster, all of one form: what is added to `template` is built and compiled once, and filled in
 * for each row. Use the values of this construct wherever objects differ from student to student.
 */
export class RosterCharts extends Construct {
  /** What every student's chart holds. Nothing can be added to it once a student's chart was asked for. */
  public readonly template: LabChart;

  /** Login name. */
  public readonly uid: StringValue;

  /** The name that the API server knows the student by. */
  public readonly mail: StringValue;

  /** User number on the storage servers. */
  public readonly uidNumber: IntegerValue;

  /** Group number on the storage servers. */
  public readonly gidNumber: IntegerValue;

  constructor(scope: Construct, id: string, { roster }: RosterChartsProps) {
    super(scope, id);
    recordCall(this, new.target);
    const template = new RowTemplate(id);
    // Custom kinds that objects of the template declare are declared for the whole program.
    stateOf(template.chart).external = External.of(this);
    const { values } = template.chart;
    this.template = template.chart;
    this.uid = values.text('uid', { description: 'Login name.', example: 'zhang3' });
    this.mail = values.text('mail', { description: 'Name in the cluster.', example: 'zhang3@example.org' });
    this.uidNumber = values.integer('uidNumber', { description: 'User number.', example: 2001 });
    this.gidNumber = values.integer('gidNumber', { description: 'Group number.', example: 500 });
    if (isNewTo(this, roster)) report(this, roster.findings);
    const charts = new RowCharts<StudentRow>(this, (row) => this.make(row));
    for (const student of roster.students) charts.add({ owner: this, id: student.uid, template, values: student });
  }

  /** The chart of a student, to add objects that others do not have. */
  public chartOf(uid: string): LabChart | undefined {
    return this.node.tryFindChild(uid) as LabChart | undefined;
  }

  private make(row: StudentRow): void {
    const { uid } = row.values;
    withinOurs(() => {
      const chart = new LabChart(this, uid);
      recordPosition(chart, row.values);
      for (const { manifest, subject } of row.template.fill(row)) {
        const path = subject.node.path.slice(chart.node.path.length + 1).split('/');
        const parent = path.slice(0, -1).reduce<Construct>(groupOf, chart);
        new ApiObject(parent, path[path.length - 1], manifest);
      }
    });
  }
}

interface StudentRow extends RowChart {
  readonly values: Student;
}

const groupOf = (scope: Construct, id: string): Construct =>
  (scope.node.tryFindChild(id) as Construct | undefined) ?? new Construct(scope, id);
