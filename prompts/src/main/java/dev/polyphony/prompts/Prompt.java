package dev.polyphony.prompts;

/**
 * A prompt with its values. Each is a record; its components are the placeholders of its text. A new wording is a new
 * version of the text beside the old one; a new placeholder is a new component.
 */
public sealed interface Prompt {
    /** Returns which text this fills: the name of a file of this package. */
    String template();

    /** Returns the text with all values in it, as JSON. */
    default String render() {
        return Template.of(template()).render((Record) this);
    }

    /**
     * What a planner is told once: its task, the form of a plan, the tools.
     *
     * @param tools what can be called
     * @param absent what cannot be called, with what would make it available
     * @param examples requests with plans
     */
    record PlanSystem(Data tools, Data absent, Data examples) implements Prompt {
        @Override
        public String template() {
            return "plan-system.v1.txt";
        }
    }

    /**
     * What is to be planned.
     *
     * @param request the user's words
     * @param artifacts what a plan may read, with short ids
     * @param earlier what was asked before
     */
    record PlanUser(Data request, Data artifacts, Data earlier) implements Prompt {
        @Override
        public String template() {
            return "plan-user.v1.txt";
        }
    }

    /**
     * What a small model is told once: its task, the form of a plan, the tools.
     *
     * @param tools names of tools with what each does
     */
    record PlanSystemShort(Data tools) implements Prompt {
        @Override
        public String template() {
            return "plan-system-short.v1.txt";
        }
    }

    /**
     * What a small model is to plan.
     *
     * @param request the user's words
     * @param artifacts kinds of what is attached
     */
    record PlanUserShort(Data request, Data artifacts) implements Prompt {
        @Override
        public String template() {
            return "plan-user-short.v1.txt";
        }
    }

    /**
     * Asks for a plan once more.
     *
     * @param faults what was wrong with the last one
     */
    record PlanAgain(Data faults) implements Prompt {
        @Override
        public String template() {
            return "plan-again.v1.txt";
        }
    }

    /** What a writer of answers is told once. */
    record FusionSystem() implements Prompt {
        @Override
        public String template() {
            return "fusion-system.v1.txt";
        }
    }

    /**
     * What an answer is made of.
     *
     * @param request the user's words
     * @param attachments what came with them
     * @param results how each task ended and what it gave
     */
    record FusionUser(Data request, Data attachments, Data results) implements Prompt {
        @Override
        public String template() {
            return "fusion-user.v1.txt";
        }
    }

    /** What a chooser of models is told once. */
    record SelectSystem() implements Prompt {
        @Override
        public String template() {
            return "select-system.v1.txt";
        }
    }

    /**
     * Which models there are for a step.
     *
     * @param request the user's words
     * @param step what the tool does
     * @param models what is known of each
     */
    record SelectUser(Data request, Data step, Data models) implements Prompt {
        @Override
        public String template() {
            return "select-user.v1.txt";
        }
    }
}
