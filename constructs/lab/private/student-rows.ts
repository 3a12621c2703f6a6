import { Construct, type IConstruct } from 'constructs';
import type { RowChart } from '../../core/private/row-charts';
import { RowTemplate } from '../../core/private/row-template';
import type { Student } from '../roster';
import { type PreparedProfile, STARTER_ID } from './lab-profiles';

/** Id of the construct that holds a student's namespace. */
export const NAMESPACE_ID = 'namespace';

/** A student whose chart differs from those of the same profile in uid and mail, and in nothing else. */
export interface StudentRow extends RowChart {
  readonly values: Student;
}

/** Rows of students; the template of each profile is made when its first student comes. */
export class StudentRows {
  private readonly templates = new Map<PreparedProfile, RowTemplate>();

  constructor(private readonly owner: IConstruct) {}

  of(student: Student, profile: PreparedProfile): StudentRow {
    let template = this.templates.get(profile);
    if (!template) {
      template = templateOf(profile);
      this.templates.set(profile, template);
    }
    return { owner: this.owner, id: student.uid, template, values: student };
  }
}

function templateOf({ namespace, starter }: PreparedProfile): RowTemplate {
  const template = new RowTemplate('student');
  const { chart } = template;
  const uid = chart.values.text('uid', { description: 'Login name.', example: 'zhang3' }).text;
  const mail = chart.values.text('mail', { description: 'Name in the cluster.', example: 'zhang3@example.org' }).text;
  namespace.make(new Construct(chart, NAMESPACE_ID), uid, mail);
  if (starter) starter.make(new Construct(chart, STARTER_ID), uid, starter.names.deployName(uid));
  return template;
}
