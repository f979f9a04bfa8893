import t from 'tap'
import { unpacked } from '../platform/official-document/reading.ts'
import { testService } from '../support/service.ts'
import { county, interviewsOf, leader, spoken as words, township } from './interview.ts'
