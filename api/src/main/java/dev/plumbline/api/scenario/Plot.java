package dev.plumbline.api.scenario;

import java.util.List;

/** What is going to happen in a scenario, and to whom. */
public enum Plot implements Script {
    /** Nothing: whoever finds something is wrong. */
    HONEST {
        @Override
        public Behaviour behaviour(Cast cast, ScenarioTime time) {
            return Behaviour.HONEST;
        }
    },
    /** The first contributor's transactions wait for one block. */
    DELAY_BY_ONE_BLOCK {
        @Override
        public Behaviour behaviour(Cast cast, ScenarioTime time) {
            return new Behaviour.Delay(cast.victim(), 1);
        }
    },
    /** One in ten of the first contributor's transactions never gets into a block. */
    DROP_ONE_IN_TEN {
        @Override
        public Behaviour behaviour(Cast cast, ScenarioTime time) {
            return new Behaviour.Drop(cast.victim(), 10);
        }
    },
    /** A transaction that the first contributor has forced in through L1 never gets into a block. */
    LEAVE_OUT_FORCED {
        @Override
        public Behaviour behaviour(Cast cast, ScenarioTime time) {
            return new Behaviour.LeaveOutForced(cast.victim());
        }
    },
    /** The second contributor's transactions stand in front of their blocks. */
    REORDER_FOR_PROFIT {
        @Override
        public Behaviour behaviour(Cast cast, ScenarioTime time) {
            return new Behaviour.ReorderForProfit(cast.friend());
        }
    },
    /** One height has two signed blocks. */
    EQUIVOCATE {
        @Override
        public Behaviour behaviour(Cast cast, ScenarioTime time) {
            return new Behaviour.Equivocate(time.blocks() / 2);
        }
    },
    /** In the middle third there are no blocks, and what has waited comes out last come, first served. */
    OUTAGE {
        @Override
        public Behaviour behaviour(Cast cast, ScenarioTime time) {
            int third = time.blocks() / 3;
            return new Behaviour.Together(List.of(
                    new Behaviour.Dark(time.slotMillis(third), time.slotMillis(2 * third)),
                    new Behaviour.During(
                            time.slotMillis(third),
                            time.slotMillis(2 * third + third / 2),
                            new Behaviour.LastComeFirstServed())));
        }
    },
    /** Half-way the operator is replaced by another one with a key of his own. */
    REPLACED {
        @Override
        public Behaviour behaviour(Cast cast, ScenarioTime time) {
            return new Behaviour.Replaced(time.slotMillis(time.blocks() / 2), 1, 1, 1);
        }
    },
    /** Half-way the operator is replaced by a set of three, who take turns. */
    ROTATING {
        @Override
        public Behaviour behaviour(Cast cast, ScenarioTime time) {
            return new Behaviour.Replaced(time.slotMillis(time.blocks() / 2), 1, 3, 5);
        }
    };

    @Override
    public abstract Behaviour behaviour(Cast cast, ScenarioTime time);
}
