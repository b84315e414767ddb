/** Directories as Hugging Face releases them: made with random weights, converted, described. */
package io.mindstream.model.release;
