/**
 * Plans, and answers, by a language model behind any OpenAI-compatible endpoint. {@link
 * dev.polyphony.planners.llm.LlmPlanner} asks for the whole plan in one turn; {@link dev.polyphony.planners.llm.LlmFusion}
 * streams the answer. What tools return never reaches the planner; whatever a model is told beside its instructions comes as
 * JSON.
 */
@NullMarked
package dev.polyphony.planners.llm;

import org.jspecify.annotations.NullMarked;
