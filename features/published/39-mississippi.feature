Feature: Mississippi: damages for late, incorrect and missing data

  Late data costs from the first day, incorrect data from the sixteenth after notice, and data that is missing leaves
  everything that is measured by it undecided. Three months of grace, and two caps.

  Background: a month whose data is there, complete and right
    Given the contract "published/39-mississippi"
    And the figures
      | records_due | records | items_required | items_complete | items_checked | items_accurate | calls | calls_answered |
      | 1000        | 1000    | 1000           | 990            | 1000          | 995            | 1000  | 900            |
    And the figures
      | invoiced | capitation |
      | 94000.00 | 1000000.00 |

  Scenario: such a month
    When 2020-10 is settled
    Then nothing is owed
    And nothing else follows

  Rule: Late reports: 250 for each calendar day, from the first

    Scenario Outline: days late, and the State's part in them
      Given the figures
        | when       | report       | days_late | days_late_by_state |
        | 2020-10-12 | monthly data | <late>    | <by the State>     |
      When 2020-10 is settled
      Then the penalties are <damages>

      Examples:
        | late | by the State | damages  |
        | 0    | 0            | 0.00     |
        | 1    | 0            | 250.00   |
        | 9    | 0            | 2,250.00 |
        | 9    | 8            | 250.00   |
        | 9    | 9            | 0.00     |

    Scenario: each report by itself
      Given the figures
        | when       | report       | days_late | days_late_by_state |
        | 2020-10-12 | monthly data | 3         | 0                  |
        | 2020-10-20 | quarterly    | 2         | 0                  |
      When 2020-10 is settled
      Then at "report=monthly data", "report in time" costs 750.00
      And the penalties are 1,250.00

    Scenario: nobody knows yet whose failure it was
      Given the figures
        | when       | report       | days_late |
        | 2020-10-12 | monthly data | 3         |
      When 2020-10 is settled
      Then the penalties are 0.00
      And we wait for "report_in_time: days_late_by_state"

  Rule: Incorrect reports: 250 for each calendar day from the 16th after notice

    Scenario Outline: days until the report is correct, the day of notice not counted
      Given the reading "clock" is "<clock>"
      And the figures
        | when       | report       | days_since_notice | days_since_latest_notice | days_incorrect_by_state |
        | 2020-10-12 | monthly data | <first notice>    | <latest notice>          | <by the State>          |
      When 2020-10 is settled
      Then at "report=monthly data", the level "report correct" is <outcome>
      And the penalties are <damages>

      Examples: one notice, two notices, and days that the State caused
        | clock    | first notice | latest notice | by the State | outcome | damages  |
        | runs_on  | 0            | 0             | 0            | met     | 0.00     |
        | runs_on  | 15           | 15            | 0            | met     | 0.00     |
        | runs_on  | 16           | 16            | 0            | missed  | 250.00   |
        | runs_on  | 20           | 10            | 0            | missed  | 1,250.00 |
        | restarts | 20           | 10            | 0            | met     | 0.00     |
        | restarts | 40           | 16            | 0            | missed  | 250.00   |
        | runs_on  | 40           | 40            | 20           | missed  | 1,250.00 |
        | runs_on  | 40           | 40            | 25           | met     | 0.00     |

  Rule: Corrective action: 1,500 for each calendar day

    Scenario Outline: days after which the action was complete
      Given the figures
        | when       | action | action_days_late |
        | 2020-10-20 | plan 1 | <days>           |
      When 2020-10 is settled
      Then the penalties are <damages>

      Examples:
        | days | damages  |
        | 0    | 0.00     |
        | 1    | 1,500.00 |
        | 6    | 9,000.00 |

    Scenario Outline: no damages until three months after execution, on 15 January 2020
      Given the figures
        | when  | action | action_days_late |
        | <day> | plan 1 | 2                |
      When 2020-04 is settled
      Then at "action=plan 1", the level "corrective action" is missed
      And the penalties are <damages>

      Examples:
        | day        | damages  |
        | 2020-04-14 | 0.00     |
        | 2020-04-15 | 3,000.00 |

  Rule: Completeness: a thousand for each point below 99 per cent

    Scenario Outline: required items, of a thousand
      Given "items_complete" is <items>
      When 2020-10 is settled
      Then the level "required items complete" is <outcome>
      And the penalties are <penalty>

      Examples:
        | items | outcome | penalty  |
        | 990   | met     | 0.00     |
        | 989   | missed  | 1,000.00 |
        | 980   | missed  | 1,000.00 |
        | 979   | missed  | 2,000.00 |

    Scenario Outline: the first whole month after the grace
      Given "items_complete" is 989
      When <month> is settled
      Then the level "required items complete" is missed
      And the penalties are <penalty>

      Examples:
        | month   | penalty  |
        | 2020-03 | 0.00     |
        | 2020-04 | 0.00     |
        | 2020-05 | 1,000.00 |

  Rule: Calls: a month below 90 per cent costs 2,500

    Scenario Outline: calls answered in time
      Given "calls_answered" is <answered>
      When 2020-10 is settled
      Then the level "calls answered in time" is <outcome>
      And the penalties are <damages>

      Examples:
        | answered | outcome | damages  |
        | 900      | met     | 0.00     |
        | 899      | missed  | 2,500.00 |

    Scenario: late data costs money, and what is measured by it waits
      Given "calls" is not reported
      And "calls_answered" is not reported
      And the figures
        | when       | report       | days_late | days_late_by_state |
        | 2020-10-15 | monthly data | 3         | 0                  |
      When 2020-10 is settled
      Then the penalties are 750.00
      And the level "calls answered in time" is unknown
      And we wait for "calls_answered: calls"

    Scenario: a month without calls
      Given "calls" is 0
      And "calls_answered" is 0
      When 2020-10 is settled
      Then the level "calls answered in time" is not measured
      And nothing is owed

  Rule: Data: 100 per cent of the records, 99 of the items, 99.5 accurate

    Scenario Outline: one test that fails is enough for a notice
      Given "<figure>" is <value>
      When 2020-10 is settled
      Then the level "<level>" is <outcome>
      And <it follows>

      Examples:
        | figure         | value | level                   | outcome | it follows                                                                          |
        | records        | 999   | all data contained      | missed  | it follows that "The State gives written notice that the month's data is deficient" |
        | items_complete | 989   | required items complete | missed  | it follows that "The State gives written notice that the month's data is deficient" |
        | items_accurate | 994   | data accurate           | missed  | it follows that "The State gives written notice that the month's data is deficient" |
        | items_accurate | 995   | data accurate           | met     | nothing else follows                                                                |

  Rule: Completeness Penalty Cap: 0.33 per cent of the month's capitation

    Scenario Outline: required items, of a thousand, and 1,000,000.00 a month
      Given "items_complete" is <items>
      When 2020-10 is settled
      Then the penalties are <penalty>

      Examples:
        | items | penalty  |
        | 960   | 3,000.00 |
        | 959   | 3,300.00 |
        | 0     | 3,300.00 |

    Scenario: without the capitation the cap, and what is under it, is not known
      Given "items_complete" is 950
      And "capitation" is not reported
      When 2020-10 is settled
      Then we wait for "items_complete: capitation"
      And the penalties are 0.00

  Rule: Cap: 10 per cent of what was invoiced for the month

    Scenario Outline: a corrective action twelve days late
      Given "invoiced" is <invoiced>
      And the figures
        | when       | action | action_days_late |
        | 2020-10-20 | plan 1 | 12               |
      When 2020-10 is settled
      Then before limits the penalties come to 18,000.00
      And the penalties are <damages>

      Examples:
        | invoiced  | damages   |
        | 94000.00  | 9,400.00  |
        | 180000.00 | 18,000.00 |
        | 179999.90 | 17,999.99 |
        | 0.00      | 0.00      |

    Scenario: the cap of completeness comes first, and the cut is shared in proportion
      Given "items_complete" is 950
      And the figures
        | when       | action | action_days_late |
        | 2020-10-20 | plan 1 | 11               |
      When 2020-10 is settled
      Then "items complete" costs 1,566.67
      And "corrective action" costs 7,833.33
      And the penalties are 9,400.00
