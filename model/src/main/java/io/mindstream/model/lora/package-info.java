/** Low-rank adapters (LoRA, Hu et al. 2021) in PEFT's file layout. */
package io.mindstream.model.lora;
