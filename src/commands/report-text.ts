import type { Names } from '../catalog/names.ts';
import type { Report } from '../domain/report.ts';
import type { Text } from '../locales/texts.ts';

/** A report in one line: `WhatsApp: только с VPN · Казань, МТС · голосовые звонки`. */
export function describeReport(report: Report, names: Names, t: Text): string {
  const parts = [
    `${names.service(report.service)}: ${t(`outcome-${report.outcome}`)}`,
    names.place(report),
    report.symptoms.map((symptom) => t(`symptom-${symptom}`)).join(', '),
    report.told ? t('told') : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}
